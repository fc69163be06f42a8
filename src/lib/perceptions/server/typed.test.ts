import { expect, test } from 'vitest';
import { typeSheet } from '#lib/gatherings/server/commands.ts';
import { ownerQuery, testDatabase } from '#test/database.ts';
import { aRunningSession, as } from '#test/gatherings.ts';
import { aCouncil } from '#test/people.ts';
import { chooseNotes } from './commands.ts';
import { workPage } from './pages.ts';

test('what a hall wrote on paper is asked about without being typed again', async () => {
	const { sato } = await aCouncil();
	const { id: sessionId, pillarId } = await aRunningSession(sato);
	await typeSheet(as(sato), {
		...{ id: sessionId, pillarId, table: '1', 'place-1': '夜道が暗い', 'place-2': '店が遠い' },
		'position-1': 'residents',
	});
	const work = async () => (await testDatabase()).as(sato, (tx) => workPage(tx, sato, sessionId));
	const offered = (await work()).columns.flatMap(({ notes }) => notes);
	expect(offered.map(({ text }) => text)).toEqual(['夜道が暗い', '店が遠い']);

	await chooseNotes(as(sato), { sessionId, notes: [offered[0]?.id] });

	expect(
		await ownerQuery('select text from statements where session_id = $1', [sessionId]),
	).toEqual([{ text: '夜道が暗い' }]);
	expect((await work()).columns.flatMap(({ notes }) => notes.map(({ text }) => text))).toEqual([
		'店が遠い',
	]);
});
