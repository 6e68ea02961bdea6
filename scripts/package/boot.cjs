'use strict';
/* global Buffer, CACHED_PIECES, FIRST_PIECE */
// The script that a single executable begins with. The two names in capitals are put in by the packager.
const { getRawAsset } = require('node:sea');
const { pieceLoader } = require('./piece-loader.cjs');

const cached = new Set(CACHED_PIECES);
const asset = (name) => Buffer.from(getRawAsset(name));

const load = pieceLoader({
  read: (name) => asset(name).latin1Slice(),
  cacheOf: (name) => (cached.has(name) ? asset(`${name}.cache`) : undefined),
  loaded: () => undefined,
  requireOfNode: require,
});
load(FIRST_PIECE);
