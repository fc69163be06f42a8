/** Everything that can be done in this room; pages and the demo region come in by this door. */
export { addFunction, changeFunction, closeFunction } from './commands/functions.ts';
export { addCover, addCovers, endCover } from './commands/covers.ts';
export { carryGap, closeGap, markForPolicy, nameGap } from './commands/gaps.ts';
export { takeOverResult } from './commands/take-over.ts';
