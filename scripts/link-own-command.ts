// Puts `driver` among the commands of this checkout. As a `bin` of package.json the name would be worse: npx would install the
// checkout into its cache first, at every call, and in other people's projects "driver" says too little.
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';

const link = 'node_modules/.bin/driver';
mkdirSync('node_modules/.bin', { recursive: true });
rmSync(link, { force: true });
symlinkSync('../../bin/driver.js', link);
