import { badUploads } from './bad-uploads.ts';
import { crawlers } from './crawlers.ts';
import type { Drill } from './drill.ts';
import { fullDisk } from './full-disk.ts';
import { killedMigration } from './killed-migration.ts';
import { rightsTakenAway } from './rights-taken-away.ts';
import { slowClients } from './slow-clients.ts';
import { wrongClock } from './wrong-clock.ts';
import { busyDatabase } from './busy-database.ts';
import { killedDatabase } from './killed-database.ts';
import { killedServer } from './killed-server.ts';
import { leftOverDatabase } from './left-over-database.ts';
import { repeatedForms } from './repeated-forms.ts';
import { takenByTwo } from './taken-by-two.ts';
import { twoNodes } from './two-nodes.ts';

/** Processes end, and others take over. */
export const ofProcesses: Drill[] = [
	killedServer,
	killedDatabase,
	leftOverDatabase,
	twoNodes,
	killedMigration,
];

/** Many people, or one too often. */
export const ofRequests: Drill[] = [
	repeatedForms,
	takenByTwo,
	slowClients,
	badUploads,
	busyDatabase,
	rightsTakenAway,
	crawlers,
];

/** The machine itself. */
export const ofTheMachine: Drill[] = [fullDisk, wrongClock];

const number = ({ row }: Drill) => Number(row.slice(1));

/** In the order of the plan of faults. */
export const drills = [...ofProcesses, ...ofRequests, ...ofTheMachine].sort(
	(one, other) => number(one) - number(other),
);
