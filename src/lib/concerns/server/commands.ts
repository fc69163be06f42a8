export { reportConcern, withdrawBySecret, withdrawOwnConcern } from './commands/report.ts';
export { enterConcern } from './commands/enter.ts';
export {
	attachOriginal,
	correctTranscription,
	makeSlip,
	verifyTranscription,
} from './commands/paper.ts';
export {
	addNote,
	answerConcern,
	assignConcern,
	closeConcern,
	linkToCase,
	markDuplicate,
	recordConsent,
	referConcern,
	triageConcern,
	withdrawConcern,
} from './commands/handle.ts';
export {
	publishDeidentified,
	returnDeidentified,
	takeBackDeidentified,
	writeDeidentified,
} from './commands/deidentify.ts';
export { exportForFile, openScan, recordReading } from './reading.ts';
