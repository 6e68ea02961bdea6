/** The shells with completion. */
export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

/**
 * The script that makes a shell complete `driver`. It asks the program itself, with the words typed so far, of which the
 * last is unfinished.
 */
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
