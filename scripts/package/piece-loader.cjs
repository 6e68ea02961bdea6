'use strict';
const { Script, constants } = require('node:vm');

/**
 * Makes the function that loads the pieces of a bundle, each once. `read` gives the text of a piece, `cacheOf` what V8 made of it
 * before, if anything; `loaded` is told of each script. What a piece requires is another piece, or a module of Node's.
 */
function pieceLoader({ read, cacheOf, loaded, requireOfNode }) {
  const modules = new Map();
  const load = (path) => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const known = modules.get(name);
    if (known !== undefined) return known.exports;
    const module = { exports: {} };
    modules.set(name, module);
    const script = new Script(read(name), {
      filename: `driver/${name}`,
      cachedData: cacheOf(name),
      // An adapter outside of the bundle comes by its path, as an ES module.
      importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    });
    loaded(name, script);
    const requireAny = (wanted) => (wanted.startsWith('./') ? namespaceOf(load(wanted)) : requireOfNode(wanted));
    script.runInThisContext()(module.exports, requireAny, module, async (wanted) => namespaceOf(load(wanted)));
    return module.exports;
  };
  return load;
}

/** A CommonJS package that is a piece of its own has one export, the default; who asks for it expects its names as well. */
function namespaceOf(exports) {
  const { default: only } = exports;
  const isPackage = Object.keys(exports).length === 1 && (typeof only === 'object' || typeof only === 'function');
  return isPackage ? { ...only, default: only } : exports;
}

module.exports = { pieceLoader };
