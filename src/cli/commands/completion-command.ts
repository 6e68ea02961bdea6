import { Argument, type Command } from 'commander';
import type { CliContext } from '../context/cli-context.js';
import { completeWords } from '../completion/complete-words.js';
import { completionScript, shells, type Shell } from '../completion/completion-script.js';

/** `driver completion`, and the hidden command that the scripts call. */
export function addCompletionCommand(program: Command, context: CliContext): void {
  const { stdout } = context.terminal;
  program
    .command('completion')
    .summary('print the completion script for a shell')
    .addArgument(new Argument('<shell>').choices(shells))
    .addHelpText('after', '\nExample:\n  source <(driver completion bash)')
    .action((shell: Shell) => {
      stdout.write(completionScript(shell));
    });
  program
    .command('complete-words', { hidden: true })
    .argument('[words...]')
    .action(async (words: readonly string[]) => {
      const candidates = await completeWords(program, context, words);
      stdout.write(candidates.map((candidate) => `${candidate}\n`).join(''));
    });
}
