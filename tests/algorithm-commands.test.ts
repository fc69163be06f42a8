/** The commands that show the algorithms from outside: what they print, and what they say to bad input. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'otagaisama-commands-'));
afterAll(() => rmSync(folder, { recursive: true }));

function run(script: string, ...args: string[]) {
	const { status, stdout, stderr } = spawnSync(
		process.execPath,
		[join('scripts', `${script}.ts`), ...args],
		{ encoding: 'utf8' },
	);
	return { status, stdout, stderr };
}

/** A folder with these files. */
function folderOf(name: string, files: Record<string, string>): string {
	const path = join(folder, name);
	mkdirSync(path);
	for (const [file, text] of Object.entries(files)) writeFileSync(join(path, file), text);
	return path;
}

const votes = 'timestamp,datetime,comment-id,voter-id,vote';
const file = (name: string, text: string) => {
	writeFileSync(join(folder, name), text);
	return join(folder, name);
};

test.each<[string, string, string[]]>([
	['no people', 'seating', ['--people', '0']],
	['no number', 'seating', ['--people', 'many']],
	['a number that looks like an option', 'seating', ['--people', '-3']],
	['an option that does not exist', 'seating', ['--persons', '30']],
	['positions that do not add up', 'seating', ['--people', '30', '--positions', '6,7']],
	['an empty position', 'seating', ['--people', '13', '--positions', '6,,7']],
	['no folder named', 'opinion-map', []],
	['a folder that is not there', 'opinion-map', [join(folder, 'nowhere')]],
	['an empty folder', 'opinion-map', [folderOf('empty', {})]],
	['other columns', 'opinion-map', [folderOf('columns', { 'votes.csv': 'a,b\n1,2\n' })]],
	['only headings', 'opinion-map', [folderOf('headings', { 'votes.csv': `${votes}\n` })]],
	['a vote of two', 'opinion-map', [folderOf('two', { 'votes.csv': `${votes}\n1,,0,0,2\n` })]],
	['torn JSON', 'opinion-map', [folderOf('torn', { 'votes.json': '[', 'math-pca2.json': '{}' })]],
	[
		'other JSON',
		'opinion-map',
		[folderOf('other', { 'votes.json': '[]', 'math-pca2.json': '{}' })],
	],
	['no file named', 'similar', []],
	['a file that is not there', 'similar', [join(folder, 'nowhere.jsonl')]],
	['an empty file', 'similar', [file('empty.jsonl', '')]],
	['no JSON', 'similar', [file('text.jsonl', 'sentence1,sentence2,label\n')]],
	[
		'no label',
		'similar',
		[file('label.jsonl', '{"sentence1":"坂","sentence2":"道","label":null}\n')],
	],
])('%s: one sentence and exit code 1', (_, script, args) => {
	const { status, stdout, stderr } = run(script, ...args);
	expect([status, stdout]).toEqual([1, '']);
	expect(stderr).toMatch(/^[^\n]{10,}\n$/);
	expect(stderr).not.toMatch(/\.ts:\d|^\s*at /m);
});

test.each([2, 5, 300])('%i people are seated', (people) => {
	const { status, stdout } = run('seating', '--people', `${people}`, '--rounds', '1');
	expect(status).toBe(0);
	const { rounds, repeats }: { rounds: number[][][]; repeats: number } = JSON.parse(stdout);
	expect(rounds.flat(2).toSorted((a, b) => a - b)).toEqual([...Array(people).keys()]);
	expect(repeats).toBe(0);
});

test('one statement, the same vote of everybody, and a file from a spreadsheet are read', () => {
	const rows = (statements: number, vote: (person: number) => number) =>
		Array.from({ length: 20 }, (_, person) =>
			Array.from({ length: statements }, (_, at) => `1,"Mon, 3",${at},${person},${vote(person)}`),
		).flat();
	const figures = (name: string, lines: string[], end = '\n') => {
		const text = [votes, ...lines].join(end);
		const { status, stdout } = run('opinion-map', folderOf(name, { 'votes.csv': text }));
		expect(status).toBe(0);
		const found: { people: number; votes: number; groupsShown: number; axisP: number } =
			JSON.parse(stdout);
		return found;
	};
	expect(
		figures(
			'one',
			rows(1, (person) => (person % 3) - 1),
		),
	).toMatchObject({
		...{ people: 20, votes: 20, groupsShown: 0 },
	});
	expect(
		figures(
			'same',
			rows(8, () => 1),
		),
	).toMatchObject({ axisP: 1, groupsShown: 0 });
	const spreadsheet = rows(8, (person) => (person % 2 === 0 ? 1 : -1));
	expect(figures('spreadsheet', spreadsheet, '\r\n')).toMatchObject({ people: 20, votes: 160 });
});
