#!/usr/bin/env node
// npm installs the driver under older versions too, since it brings the Node it needs; whoever starts this by another one is told.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major > 24 || (major === 24 && minor >= 5)) {
  await import('../lib/main.js');
} else {
  process.stderr.write(
    `driver: this is Node ${process.versions.node}, and the driver needs 24.5 or later: "npx driver" runs it by the one that it brings\n`,
  );
  process.exitCode = 1;
}
