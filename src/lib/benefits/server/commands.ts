/** Everything that can be done in this room besides writing on a table (hub.ts); other rooms come in by this door. */
export { adoptTable, callFromTable } from './commands/adopt.ts';
export { changeTable, makeTables } from './commands/make.ts';
export {
	finishEvaluation,
	judgeBenefit,
	keepVersion,
	publishVersion,
	withdrawTable,
} from './commands/versions.ts';
