import { sourceParts } from './composition/source-parts.js';
import { main } from './program.js';

process.exitCode = await main(process.argv.slice(2), sourceParts);
