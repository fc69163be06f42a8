import { and, asc, eq } from 'drizzle-orm';
import { joinBoard, openBoard } from '#lib/boards/server/commands.ts';
import { wishFrom } from '#lib/boards/rules.ts';
import { boardParticipants } from '#lib/boards/server/tables.ts';
import { nextStep, pauseRun, startRun } from '#lib/facilitation/server/commands.ts';
import { pillars } from '#lib/gatherings/server/tables.ts';
import {
	addResults,
	announceSession,
	setAgenda,
} from '#lib/gatherings/sessions/server/commands.ts';
import { dateInTokyo, timeInTokyo } from '#lib/kernel/dates.ts';
import { closeVoting, openVoting, vote, writeStatement } from '#lib/perceptions/server/commands.ts';
import { statements } from '#lib/perceptions/server/tables.ts';
import { addGuest, makePlan } from '#lib/seating/server/commands.ts';
import {
	today,
	todaysAgenda,
	todaysHall,
	todaysNotes,
	todaysParked,
	todaysQuestions,
	todaysStatements,
	todaysWordings,
} from '../sessions/today.ts';
import { append } from './boards.ts';
import { at } from './days.ts';
import { randomFor, taken } from './random.ts';
import { managerOf, planned } from './sessions.ts';
import { act, contextOf, look, type Player, type Stage } from './stage.ts';

const minuteMs = 60_000;

/** A session that began half an hour ago and stands at its first question; its clock waits for whoever looks in. */
export function tellOfToday(stage: Stage): void {
	const { timeline, days } = stage;
	const manager = managerOf(stage, today);
	const fiveMinutes = 5 * minuteMs;
	const starts = Math.floor((days.end.getTime() - 40 * minuteMs) / fiveMinutes) * fiveMinutes;
	const begin = (minutes: number) => new Date(starts + minutes * minuteMs);
	timeline.begin(at(days.officeAgo(20), '13:40'), async () => {
		const [opening, ending] = [timeInTokyo(begin(0)), timeInTokyo(begin(90))];
		const { id, facilitator } = await planned(
			stage,
			{
				...{ ...today, questions: todaysQuestions, ago: 0, starts: opening },
				// begun shortly before midnight it has no end of the same day
				ends: ending > opening ? ending : '',
			},
			dateInTokyo(begin(0)),
			manager,
		);
		await act(stage, setAgenda, facilitator, {
			...{ id, place: todaysAgenda.map((_, index) => `${index + 1}`) },
			kind: todaysAgenda.map(({ kind }) => kind),
			title: todaysAgenda.map(({ title }) => title),
			minutes: todaysAgenda.map(({ minutes }) => minutes),
			presenter: todaysAgenda.map(() => ''),
		});
		await act(stage, announceSession, manager, { id, withRegistration: 'yes' });
		await timeline.until(begin(-60));
		for (const { name, by, organisation = '' } of todaysHall)
			await act(stage, addGuest, facilitator, {
				...{ sessionId: id, calledName: name, organisationName: organisation, actorGroup: by },
			});
		await act(stage, makePlan, facilitator, { sessionId: id, size: '4', rounds: '2' });
		const { id: boardId } = await act(stage, openBoard, facilitator, { sessionId: id });
		const hall = await comeIn(stage, boardId);
		await timeline.until(begin(0));
		await act(stage, startRun, facilitator, { sessionId: id });
		await timeline.until(begin(4));
		await act(stage, nextStep, facilitator, { sessionId: id, from: '0' });
		await ask(stage, id, facilitator, hall);
		await timeline.until(begin(16));
		await act(stage, nextStep, facilitator, { sessionId: id, from: '1' });
		await writeOn(stage, { sessionId: id, boardId }, facilitator, hall);
		await timeline.until(begin(31));
		await act(stage, addResults, facilitator, { id, kind: 'openPoint', results: todaysParked });
		await act(stage, pauseRun, facilitator, { sessionId: id });
	});
}

type Guest = { boardId: string; secret: string; participantId: string };

/** By the code, each with a phone of their own. */
async function comeIn(stage: Stage, boardId: string): Promise<Guest[]> {
	const secrets: string[] = [];
	for (const [index, { name, by }] of todaysHall.entries()) {
		const secret = Buffer.from(randomFor(`today ${name}`).bytes(24)).toString('base64url');
		const [calledName = name] = name.split(' ');
		await joinBoard(contextOf(stage, stage.anyone), {
			...{ id: boardId, secret, calledName, actorGroup: by },
			table: `${1 + (index % 3)}`,
		});
		stage.timeline.tick(10);
		secrets.push(secret);
	}
	const { operatorId } = stage;
	const rows = await look(stage, (tx) =>
		tx
			.select({ id: boardParticipants.id })
			.from(boardParticipants)
			.where(
				and(eq(boardParticipants.operatorId, operatorId), eq(boardParticipants.boardId, boardId)),
			)
			.orderBy(asc(boardParticipants.joinedAt)),
	);
	return rows.map(({ id }, index) => ({
		...{ boardId, participantId: id, secret: secrets[index] ?? '' },
	}));
}

/** How differently they see it: everybody answers on their phone, and the picture is drawn when the program runs. */
async function ask(
	stage: Stage,
	sessionId: string,
	facilitator: Player,
	hall: readonly Guest[],
): Promise<void> {
	for (const { text } of todaysStatements)
		await act(stage, writeStatement, facilitator, { sessionId, text });
	await act(stage, openVoting, facilitator, { sessionId });
	const asked = await look(stage, (tx) =>
		tx
			.select({ id: statements.id })
			.from(statements)
			.where(eq(statements.sessionId, sessionId))
			.orderBy(asc(statements.number)),
	);
	for (const [index, { boardId, secret }] of hall.entries()) {
		const { by } = taken(todaysHall[index]);
		const answers = todaysStatements.map(({ agree, disagree }, number) => [
			`answer-${taken(asked[number]).id}`,
			agree.includes(by) ? 'agree' : disagree.includes(by) ? 'disagree' : 'pass',
		]);
		await vote(contextOf(stage, stage.anyone), {
			...{ boardId, secret, ...Object.fromEntries(answers) },
		});
		stage.timeline.tick(5);
	}
	await act(stage, closeVoting, facilitator, { sessionId });
}

type Where = { sessionId: string; boardId: string };

/** What the tables wrote so far, with the names that the facilitator gave to some of it. */
async function writeOn(
	stage: Stage,
	{ sessionId, boardId }: Where,
	facilitator: Player,
	hall: readonly Guest[],
): Promise<void> {
	const columns = await look(stage, (tx) =>
		tx
			.select({ id: pillars.id })
			.from(pillars)
			.where(eq(pillars.sessionId, sessionId))
			.orderBy(asc(pillars.position)),
	);
	const { newId } = contextOf(stage, facilitator);
	const names = todaysNotes.flat().flatMap(({ cluster }) => cluster ?? []);
	const clusters = new Map([...new Set(names)].map((name) => [name, newId()]));
	const run = { personId: facilitator.actor.personId, participantId: null };
	const [firstColumn] = columns;
	const named = [...clusters].map(([text, id]) => ({
		...{ wish: wishFrom({ id, kind: 'cluster.add', pillarId: firstColumn?.id, text }), hand: run },
	}));
	const notes = todaysNotes.flatMap((written, column) =>
		written.map(({ text, table, by, cluster }, index) => ({
			wish: wishFrom({
				...{ id: newId(), kind: 'note.add', pillarId: taken(columns[column]).id, text, table },
				...{ actorGroup: by, clusterId: cluster ? clusters.get(cluster) : '' },
			}),
			hand: { personId: null, participantId: taken(hall[index % hall.length]).participantId },
		})),
	);
	const [first] = notes;
	// numbers on the board go 1, 2, 3 …: both saw the note as it was written
	const wordings = todaysWordings.map((text, index) => ({
		wish: wishFrom({
			...{ id: newId(), kind: 'note.edit', item: first?.wish?.id, base: named.length + 1, text },
		}),
		hand: { personId: null, participantId: taken(hall[index]).participantId },
	}));
	await append(stage, boardId, [...named, ...notes, ...wordings]);
}
