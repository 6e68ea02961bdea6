/** esbuild puts the text of a `.proto` file where one is imported. */
declare module '*.proto' {
  const text: string;
  export { text as default };
}
