import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { anOperator, context, newTestId, testTime } from '#test/database.ts';
import { keepFile, sweepFiles } from './files.ts';

const pdf = new TextEncoder().encode('%PDF-1.7 letter');
const aWeekAgo = new Date(testTime.getTime() - 7 * 86_400_000);

test('what no row names is swept away after a day; what was kept and what is on its way stay', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'otagaisama-files-'));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	const { operatorId } = await anOperator();
	const asSystem = context({ kind: 'system', operatorId, task: 'test' });
	const { database, actor, now, newId } = asSystem;
	const subject = { kind: 'concern', id: newTestId() };
	const file = { name: 'letter.pdf', content: pdf };
	const kept = await database.as(actor, (tx) =>
		keepFile({ tx, actor, now, newId }, folder, file, subject, 'scan'),
	);
	const there = join(folder, 'files', operatorId);
	mkdirSync(there, { recursive: true });
	const left = [newTestId(), `${newTestId()}.part`];
	const onItsWay = newTestId();
	for (const name of [...left, onItsWay]) writeFileSync(join(there, name), pdf);
	for (const name of [...left, kept]) utimesSync(join(there, name), aWeekAgo, aWeekAgo);
	utimesSync(join(there, onItsWay), testTime, testTime);

	expect(await sweepFiles(asSystem, folder)).toBe(2);

	expect(readdirSync(there).sort()).toEqual([kept, onItsWay].sort());
});

test('an operator without papers has nothing to sweep', async () => {
	const { operatorId } = await anOperator();
	const asSystem = context({ kind: 'system', operatorId, task: 'test' });
	expect(await sweepFiles(asSystem, join(tmpdir(), 'not-there'))).toBe(0);
});
