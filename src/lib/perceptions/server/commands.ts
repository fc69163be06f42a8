/** What other rooms and pages change in this room. */
export {
	acceptStatement,
	chooseNotes,
	closeVoting,
	offerStatement,
	openVoting,
	withdrawStatement,
	writeStatement,
} from './commands/statements.ts';
export { enterHands, enterSheet, vote } from './commands/answers.ts';
export { importAnswers } from './commands/import.ts';
