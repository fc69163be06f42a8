import { describe, expect, test } from 'vitest';
import { aBoard } from '#test/boards.ts';
import { context, ownerQuery, testDatabase, trail } from '#test/database.ts';
import { as } from '#test/gatherings.ts';
import { aCouncil } from '#test/people.ts';
import { importAnswers, writeStatement } from './commands.ts';
import { drawPerception } from './draw.ts';
import { shownPicture } from './queries.ts';

const file = (name: string, content: string) => ({
	name,
	content: new TextEncoder().encode(content),
});

const comments = file(
	'comments.csv',
	`timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body
0,,0,,1,0,1,"夕方の送迎が、足りない"
0,,1,,0,0,-1,宣伝です
0,,7,,1,1,0,"二行の
文"
`,
);
const votes = file(
	'votes.csv',
	`timestamp,datetime,comment-id,voter-id,vote
1,,0,a,-1
2,,0,a,1
3,,7,a,-1
4,,1,b,1
5,,7,c,0
`,
);
const table = file(
	'participants-votes.csv',
	'participant,group-id,0,1,7\n0,,1,,-1\n1,,,1,\n2,,,,0\n',
);

async function aHall() {
	const council = await aCouncil();
	return { ...council, ...(await aBoard(council.sato)) };
}

const votesIn = (sessionId: string) =>
	ownerQuery(
		`select s.text, s.number, s.state, t.number as sheet, v.value from statement_votes v
		join statements s on s.id = v.statement_id join statement_sheets t on t.id = v.sheet_id
		where s.session_id = $1 order by t.number, s.number`,
		[sessionId],
	);

describe('answers that were gathered elsewhere', () => {
	test.each([
		['votes one by one: the later one counts', [comments, votes]],
		[
			'a table of people, files in any order and by any name',
			[table, { ...comments, name: 'x.txt' }],
		],
	])('%s; what moderators took out is left out', async (_what, files) => {
		const { sato, sessionId, operatorId } = await aHall();
		await importAnswers(as(sato), { sessionId, files });
		expect(await votesIn(sessionId)).toEqual([
			{ text: '夕方の送迎が、足りない', number: 1, state: 'closed', sheet: 1, value: 1 },
			{ text: '二行の 文', number: 2, state: 'closed', sheet: 1, value: -1 },
			{ text: '二行の 文', number: 2, state: 'closed', sheet: 2, value: 0 },
		]);
		expect((await trail(operatorId)).at(-1)).toBe('statement.importAnswers');
	});

	test.each([
		['votes without texts', [votes], 'perceptions_import_unreadable'],
		['texts without votes', [comments], 'perceptions_import_unreadable'],
		['something else', [file('a.csv', '団体名,電話\nひだまり,')], 'perceptions_import_unreadable'],
		[
			'a text that is no statement',
			[
				file('comments.csv', `comment-id,moderated,comment-body\n0,1,${'長'.repeat(4_001)}\n`),
				votes,
			],
			'perceptions_import_unreadable',
		],
		['nothing', [], 'perceptions_import_missing'],
	])('%s: refused in plain words', async (_what, files, message) => {
		const { sato, sessionId } = await aHall();
		await expect(importAnswers(as(sato), { sessionId, files })).rejects.toMatchObject({
			problems: [{ field: 'files', message }],
		});
		expect(await votesIn(sessionId)).toEqual([]);
	});

	test('the picture is drawn of them', async () => {
		const { sato, sessionId, operatorId } = await aHall();
		const texts = Array.from({ length: 6 }, (_, at) => `0,,${at},,0,0,1,文${at}`);
		const rows = Array.from({ length: 40 }, (_, person) =>
			[person, '', ...texts.map((_text, at) => ((person + at) % 2 === 0 ? 1 : -1))].join(','),
		);
		await importAnswers(as(sato), {
			sessionId,
			files: [
				file(
					'comments.csv',
					[
						'timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body',
						...texts,
					].join('\n'),
				),
				file('votes.csv', ['participant,group-id,0,1,2,3,4,5', ...rows].join('\n')),
			],
		});
		const where = { operatorId, sessionId };
		await drawPerception(as({ kind: 'system', operatorId, task: 'perception.draw' }), where);
		const database = await testDatabase();
		const { picture, isDrawing } = await database.as(sato, (tx) => shownPicture(tx, where));
		expect([isDrawing, picture?.people, picture?.display]).toEqual([false, 40, 'map']);
	});

	test('not into a session that has statements, and not by people who do not run it', async () => {
		const { sato, visitor, ito, sessionId } = await aHall();
		const files = [comments, votes];
		for (const actor of [visitor, ito])
			await expect(importAnswers(context(actor), { sessionId, files })).rejects.toMatchObject({
				code: expect.stringMatching(/^not-(?:allowed|found)$/),
			});
		await writeStatement(as(sato), { sessionId, text: '鍵の当番' });
		await expect(importAnswers(as(sato), { sessionId, files })).rejects.toMatchObject({
			key: 'perceptions_import_not_empty',
		});
	});
});
