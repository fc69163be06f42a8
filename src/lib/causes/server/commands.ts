/** Everything that can be done in this room; pages and the demo region come in by this door. */
export { startTree } from './commands/start.ts';
export { addCause, moveCause, removeCause, restoreCause, rewordCause } from './commands/change.ts';
export { handOn, takeOver } from './commands/take-over.ts';
export { publishTree, withdrawTree } from './commands/publish.ts';
