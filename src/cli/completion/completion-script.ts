/** The shells that completion is there for. */
export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

/** What has a shell complete `driver`: it asks the program itself, with the words typed so far, the last one unfinished. */
export function completionScript(shell: Shell): string {
  return scripts[shell];
}

const scripts: Readonly<Record<Shell, string>> = {
  bash: `# In ~/.bashrc: source <(driver completion bash)
_driver_complete() {
  local IFS=$'\\n'
  COMPREPLY=($(driver complete-words -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -F _driver_complete driver
`,
  zsh: `# In ~/.zshrc, after compinit: source <(driver completion zsh)
_driver() {
  local -a candidates
  candidates=(\${(f)"$(driver complete-words -- "\${(@)words[2,CURRENT]}" 2>/dev/null)"})
  if (( \${#candidates} )); then compadd -a candidates; else _files; fi
}
compdef _driver driver
`,
  fish: `# In ~/.config/fish/config.fish: driver completion fish | source
complete -c driver -f -a '(driver complete-words -- (commandline -opc)[2..] (commandline -ct) 2>/dev/null)'
complete -c driver -l driver -r -F
`,
};
