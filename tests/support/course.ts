import { makeTables } from '#lib/benefits/server/commands.ts';
import { closeBoard, joinBoard, newSecret, openBoard } from '#lib/boards/server/commands.ts';
import { handOn, startTree, takeOver } from '#lib/causes/server/commands.ts';
import { sourcesFor, treeOrRefuse } from '#lib/causes/server/queries.ts';
import { takeOverResult } from '#lib/functions/server/commands.ts';
import {
	chooseResults,
	enterSignUp,
	raiseIssue,
	signUp,
	tickAttendance,
	typeSheet,
} from '#lib/gatherings/server/commands.ts';
import { moveIssue } from '#lib/issues/server/commands.ts';
import type { PersonActor } from '#lib/kernel/actor.ts';
import type { ActorGroup } from '#lib/organisations/rules.ts';
import { enterSheet, openVoting, vote, writeStatement } from '#lib/perceptions/server/commands.ts';
import {
	answerPreparation,
	askPreparations,
	keepPreparedCards,
} from '#lib/preparations/server/commands.ts';
import { aVersion, aWish as aCellWish, write } from './benefits.ts';
import { aProcess, aWish } from './boards.ts';
import { newTestId, ownerQuery, testDatabase } from './database.ts';
import { aCourse, as, begin } from './gatherings.ts';
import { aCouncil } from './people.ts';

/** The hall writes on devices, or on paper and by FAX, which the staff type in afterwards. */
export type Hall = 'devices' | 'paper';

type Note = { text: string; actorGroup: ActorGroup; group?: string };

const people = [
	{ name: '髙﨑 千代', actorGroup: 'residents' },
	{ name: '辻󠄀 実', actorGroup: 'residents' },
	{ name: '田辺 花', actorGroup: 'residents' },
	{ name: '上田 灯', actorGroup: 'civicGroup' },
] as const;

const seenAs: readonly Note[] = [
	{ text: '夕方に一人でいる子がいる', actorGroup: 'residents', group: '子どもの夕方' },
	{ text: '送り迎えができない家がある', actorGroup: 'residents', group: '子どもの夕方' },
	{ text: '場所を開ける人手がない', actorGroup: 'civicGroup' },
];
const possible: Note = { text: '学校の帰りに寄れる夕方の部屋を開く', actorGroup: 'residents' };
const missing: Note = { text: '夕方に車で送る人がいない', actorGroup: 'civicGroup' };
const statements = ['夕方に過ごせる場所が足りない', '送り迎えの担い手がいない'];

/** The same four sessions in both halls, up to a table from which a プラットフォーム can be called. */
export async function walkCourse(hall: Hall) {
	const council = await aCouncil();
	const { sato, kato } = council;
	const { forumId, steps } = await aCourse(sato);
	const [first = '', second = '', third = '', fourth = ''] = steps;

	await getToKnow(council, hall, first);

	const [question = ''] = await begin(sato, second, () => signUpAll(hall, sato, second));
	await say(hall, sato, second, [{ pillarId: question, notes: seenAs }]);
	await chooseResults(as(sato), { id: second, kind: 'issueByPosition', whole: [question] });
	const seen = await resultsOf(second, 'issueByPosition');
	const { id: issueId } = await raiseIssue(as(sato), {
		...{ sessionId: second, results: seen.map(({ id }) => id), theme: 'children' },
		...{ title: seen[0]?.text, description: seen.map(({ text }) => text).join('\n') },
		wall: seen[2]?.text,
	});
	const decision = '第2回の話し合いで、みんなの課題とした';
	await moveIssue(as(kato), { id: issueId, act: 'share', checked: 'yes', decision });

	await begin(sato, third);
	const treeId = await dig(sato, third, issueId);

	const [joint = '', gap = ''] = await begin(sato, fourth);
	await say(hall, sato, fourth, [
		{ pillarId: joint, notes: [possible] },
		{ pillarId: gap, notes: [missing] },
	]);
	await chooseResults(as(sato), { id: fourth, kind: 'jointPossibility', whole: [joint] });
	await chooseResults(as(sato), { id: fourth, kind: 'missingFunction', whole: [gap] });
	const [gone] = await resultsOf(fourth, 'missingFunction');
	await takeOverResult(as(sato), { sessionId: fourth, resultId: gone?.id, newName: '夕方の送り' });
	const tableId = await design(council, { sessionId: fourth, issueId });
	const version = await aVersion(sato, tableId);
	return { ...council, forumId, steps, issueId, treeId, tableId, version };
}

/** あかりの会 tells what it does, by itself or by FAX; the card for the tables comes from it. */
async function getToKnow(
	{ sato, ueda, lanternGroup }: Awaited<ReturnType<typeof aCouncil>>,
	hall: Hall,
	sessionId: string,
): Promise<void> {
	const ask = askPreparations('https://example.jp');
	await ask(as(sato), { id: sessionId, organisationIds: [lanternGroup] });
	const [sheet] = await ownerQuery<{ id: string; version: number }>(
		'select id, version from preparations where session_id = $1',
		[sessionId],
	);
	const told = {
		...{ whatWeDo: '週に一度の見守り', troubles: '場所を開ける人手がない' },
		shown: ['whatWeDo'],
	};
	const form = { id: sheet?.id, version: String(sheet?.version ?? 0), ...told };
	if (hall === 'devices') await answerPreparation(as(ueda), form);
	else await answerPreparation(as(sato), { ...form, channel: 'fax' });
	await begin(sato, sessionId);
	await keepPreparedCards(as(sato), { id: sessionId });
}

async function signUpAll(hall: Hall, sato: PersonActor, id: string): Promise<void> {
	const visitor = { kind: 'anyone', operatorId: sato.operatorId } as const;
	for (const person of people) {
		const form = { id, ...person, people: '1', way: 'hall' };
		if (hall === 'devices') await signUp(as(visitor), form);
		else await enterSignUp(as(sato), { ...form, channel: 'fax' });
	}
	const rows = await ownerQuery<{ id: string }>('select id from signups where session_id = $1', [
		id,
	]);
	await tickAttendance(as(sato), { id, signUpIds: rows.map((row) => row.id) });
}

type Said = { pillarId: string; notes: readonly Note[] }[];

/** Notes and answers of a session: on a board and on phones, or on sheets of paper. */
async function say(hall: Hall, sato: PersonActor, sessionId: string, said: Said): Promise<void> {
	for (const text of statements) await writeStatement(as(sato), { sessionId, text });
	await openVoting(as(sato), { sessionId });
	const asked = await ownerQuery<{ id: string }>(
		'select id from statements where session_id = $1 order by number',
		[sessionId],
	);
	const answers = Object.fromEntries(asked.map(({ id }) => [`answer-${id}`, 'agree']));
	if (hall === 'paper') {
		for (const [index, { actorGroup }] of people.entries())
			await enterSheet(as(sato), { sessionId, number: `${index + 1}`, actorGroup, ...answers });
		for (const { pillarId, notes } of said)
			await typeSheet(as(sato), { id: sessionId, pillarId, table: '1', ...sheetOf(notes) });
		return;
	}
	const { id: boardId } = await openBoard(as(sato), { sessionId });
	const visitor = { kind: 'anyone', operatorId: sato.operatorId } as const;
	for (const { name: calledName, actorGroup } of people) {
		const secret = newSecret();
		await joinBoard(as(visitor), { id: boardId, calledName, actorGroup, secret });
		await vote(as(visitor), { boardId, secret, ...answers });
	}
	const { hub, stop } = await aProcess();
	const where = { operatorId: sato.operatorId, boardId };
	const by = { personId: sato.personId, participantId: null };
	for (const one of said) await hub.append(where, by, wishesOf(one));
	await stop();
	await closeBoard(as(sato), { id: boardId });
}

function wishesOf({ pillarId, notes }: Said[number]) {
	const names = [...new Set(notes.flatMap(({ group }) => group ?? []))];
	const clusters = new Map(names.map((name) => [name, newTestId()]));
	return [
		...[...clusters].map(([text, item]) => aWish('cluster.add', { item, pillarId, text })),
		...notes.map(({ text, actorGroup, group = '' }) =>
			aWish('note.add', {
				...{ item: newTestId(), pillarId, text, actorGroup },
				clusterId: clusters.get(group) ?? '',
			}),
		),
	];
}

/** 討議シート: residents write in the first column, the others in the second. */
function sheetOf(notes: readonly Note[]): Record<string, string> {
	const rows = 6;
	const places = notes.map((note, index) => ({
		...note,
		place: note.actorGroup === 'residents' ? index + 1 : rows + index + 1,
	}));
	const [name] = notes.flatMap(({ group }) => group ?? []);
	return {
		...{ 'position-1': 'residents', 'position-2': 'civicGroup' },
		...Object.fromEntries(places.map(({ place, text }) => [`place-${place}`, text])),
		...(name && {
			'group-1': name,
			'members-1': places.flatMap(({ group, place }) => (group ? [place] : [])).join('、'),
		}),
	};
}

export const resultsOf = (sessionId: string, kind: string) =>
	ownerQuery<{ id: string; text: string }>(
		'select id, text from session_results where session_id = $1 and kind = $2 order by text collate "C"',
		[sessionId, kind],
	);

/** What session 2 brought is dug into, and what was found is the result of session 3. */
async function dig(sato: PersonActor, sessionId: string, issueId: string): Promise<string> {
	const question = seenAs[0]?.text ?? '';
	const { id } = await startTree(as(sato), { sessionId, issueId, question });
	const database = await testDatabase();
	const offered = await database.as(sato, async (tx) =>
		sourcesFor(tx, sato, (await treeOrRefuse(tx, sato, id)).tree),
	);
	const sources = offered.filter(({ kind }) => kind === 'opinion').map(({ key }) => key);
	await takeOver(as(sato), { id, sources });
	const [cause] = await ownerQuery<{ id: string }>(
		'select id from causes where tree_id = $1 and text = $2',
		[id, question],
	);
	await handOn(as(sato), { id, causeId: cause?.id });
	return id;
}

/** 相利評価表: its activity is a possibility of session 4, its troubles what was dug out and told before. */
async function design(
	{ sato, lanternGroup }: Awaited<ReturnType<typeof aCouncil>>,
	{ sessionId, issueId }: { sessionId: string; issueId: string },
): Promise<string> {
	const [room] = await resultsOf(sessionId, 'jointPossibility');
	const { id } = await makeTables(as(sato), {
		...{ sessionId, issueId, resultId: room?.id, title: room?.text },
		ownOrganisationId: lanternGroup,
	});
	const [own] = await ownerQuery<{ item: string }>(
		'select item from benefit_operations where table_id = $1 and seq = 1',
		[id],
	);
	const [cause] = await ownerQuery<{ id: string }>(
		'select id from causes where operator_id = $1 and text = $2',
		[sato.operatorId, seenAs[2]?.text],
	);
	const origin = { kind: 'cause', id: cause?.id, part: 0 };
	const cell = { item: own?.item, column: 'trouble', origin };
	await write(sato, id, aCellWish('cell.set', cell));
	return id;
}
