/** All papers of all rooms, for the worker that makes them and the pages that offer them. */
import { blankTablePart } from './benefits/server/papers.ts';
import { digestPaper } from './digests/server/papers.ts';
import { agendaPart } from './gatherings/sessions/server/papers/agenda.ts';
import { stateSheetPart } from './gatherings/sessions/server/papers/blanks.ts';
import { publishedRecord, workingRecord } from './gatherings/sessions/server/papers/report.ts';
import { sessionSet } from './gatherings/sessions/server/papers/session-set.ts';
import { askForPaper, retryPaper } from './papers/server/commands.ts';
import { aKind, paperKindsOf } from './papers/server/kinds.ts';
import { ballotPart } from './perceptions/server/papers.ts';
import { stateSheets } from './records/server/papers.ts';
import { attendancePart } from './seating/server/papers/attendance.ts';
import { discussionPart } from './seating/server/papers/discussion.ts';
import { planPart } from './seating/server/papers/plan.ts';
import { tagsPart } from './seating/server/papers/tags.ts';

/** In the order in which they are printed. */
const ofTheDay = sessionSet([
	agendaPart,
	attendancePart,
	tagsPart,
	planPart,
	discussionPart,
	ballotPart,
	blankTablePart,
	stateSheetPart,
]);

export const paperKinds = paperKindsOf([
	aKind(ofTheDay),
	aKind(publishedRecord),
	aKind(workingRecord),
	...stateSheets.map(aKind),
	aKind(digestPaper),
]);

export const askFor = askForPaper(paperKinds);
export const retry = retryPaper(paperKinds);
