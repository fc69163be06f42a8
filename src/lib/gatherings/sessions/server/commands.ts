export {
	addAttendance,
	countHeads,
	removeAttendance,
	tickAttendance,
	whoKey,
} from './commands/attendance.ts';
export {
	announceSession,
	cancelSession,
	closeSession,
	openRegistration,
	openSession,
	openWithin,
	postponeSession,
} from './commands/move.ts';
export {
	changeOpinions,
	judgeOpinions,
	offerOpinions,
	takeOverLines,
	takeOverNotes,
	writePillar,
	type TakenLine,
	type TakenOver,
} from './commands/opinions.ts';
export {
	appointSessionFacilitator,
	endSessionFacilitator,
	invite,
	pledge,
	tieSessionToIssue,
	uninvite,
	untieSessionFromIssue,
} from './commands/people.ts';
export { changeDate, changeSession, planSession, proposeTalk } from './commands/plan.ts';
export { annotateReport, approveReport, publishReport, writeReport } from './commands/report.ts';
export { addPhoto, removePhoto, sayConsent } from './commands/photos.ts';
export {
	addDecision,
	addResults,
	carryPoint,
	keepResults,
	keepCards,
	removeDecision,
	removeResult,
	settlePoint,
} from './commands/results.ts';
export { chooseResults } from './commands/choose.ts';
export { raiseIssue } from './commands/raise.ts';
export { typeSheet } from './commands/sheets.ts';
export { cancelSignUp, enterSignUp, signUp, withdrawSignUp } from './commands/sign-up.ts';
export { setAgenda, setPillars } from './commands/tables.ts';
