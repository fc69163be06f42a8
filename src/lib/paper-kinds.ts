/** All papers of all rooms, for the worker that makes them and the pages that offer them. */
import { agendaPart } from './gatherings/sessions/server/papers/agenda.ts';
import { sessionSet } from './gatherings/sessions/server/papers/session-set.ts';
import { askForPaper, retryPaper } from './papers/server/commands.ts';
import { aKind, paperKindsOf } from './papers/server/kinds.ts';
import { attendancePart } from './seating/server/papers/attendance.ts';

export const paperKinds = paperKindsOf([aKind(sessionSet([agendaPart, attendancePart]))]);

export const askFor = askForPaper(paperKinds);
export const retry = retryPaper(paperKinds);
