/** Changes of the import: look at a list, set its columns right, write it, take it back. */
export { chooseColumns, draftImport, dropImport } from './commands/draft.ts';
export { confirmAreas, draftAreas, dropAreas } from './commands/areas.ts';
export { confirmImport } from './commands/confirm.ts';
export { undoImport } from './commands/undo.ts';
