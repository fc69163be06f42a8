/** docs/security.md names a file for every answer: each must be there, and the counts must be those of its rows. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const text = readFileSync('docs/security.md', 'utf8');
const rows = [...text.matchAll(/^\| (\d+\.\d+\.\d+) \| ([123]) \| ([^|]+) \| ([^|]+) \|$/gm)].map(
	([, id = '', level = '', , answer = '']) => ({ id, level, answer }),
);
const statusOf = (answer: string) =>
	answer.includes('**open**') ? 'open' : (/^\*\*(\w+|n\/a)\*\*/.exec(answer)?.[1] ?? 'none');

test('every file that it names exists', () => {
	const named = [
		...text.matchAll(
			/`((?:src|tests|docs|scripts|static|messages)\/[^`*]+|[\w.-]+\.(?:json|ts|yaml))`/g,
		),
	]
		.map(([, path = '']) => path)
		.filter((path) => !['forms.ts', 'rules.ts', 'commands.test.ts', 'secrets.json'].includes(path));
	expect(named.length).toBeGreaterThan(100);
	expect(named.filter((path) => !existsSync(path))).toEqual([]);
});

test('every answer that claims a test or a place names one', () => {
	const empty = rows.filter(
		({ answer }) => statusOf(answer) === 'test' && !/`[^`]+(?:\.test|\.spec)\.ts`/.test(answer),
	);
	expect(empty).toEqual([]);
	expect(
		rows.filter(
			({ answer }) => !['test', 'code', 'document', 'n/a', 'open'].includes(statusOf(answer)),
		),
	).toEqual([]);
	const unexplained = rows.filter(
		({ answer }) =>
			answer.replace(/`[^`]*`|\*\*[^*]+\*\*/g, '').trim().length < 3 && statusOf(answer) === 'open',
	);
	expect(unexplained).toEqual([]);
});

test('each requirement stands once, and the counts are right', () => {
	expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
	const standard = rows.filter(({ level }) => level !== '3');
	// 253 requirements of levels 1 and 2, less V10 (29) and V17 (7)
	expect(standard).toHaveLength(217);
	const count = (status: string) =>
		standard.filter(({ answer }) => statusOf(answer) === status).length;
	const applicable = standard.length - count('n/a');
	expect(text).toContain(
		`Of ${standard.length} requirements ${applicable} apply: ${count('test')} held by a test, ${count('code')} by a named place in the code, ${count('document')} by a document, ${count('open')} open or partly open.`,
	);
});
