/** What the benchmarks of algorithms share: measuring, and their page docs/benchmarks-algorithms.md. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { root } from '../scripts/groundwork.ts';

const file = join(root, 'docs/benchmarks-algorithms.md');
const opening = `# Benchmarks of the algorithms

Each section is written by the command it names, ours and the peers in the same run on the same input. Peers are development
dependencies of exactly these versions. Real data are no part of the program: without them a command measures made data alone.
`;

/** Puts a section (without its heading) into the page, in place of the one before with that heading. */
export function writeSection(heading: string, lines: readonly string[]): void {
	const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
	const sections = new Map(
		before
			.split(/^## /m)
			.slice(1)
			.map((section) => [
				section.split('\n', 1)[0] ?? '',
				section.slice(section.indexOf('\n') + 1),
			]),
	);
	sections.set(heading, `\n${lines.join('\n')}\n`);
	const ordered = [...sections].sort(([a], [b]) => (a < b ? -1 : 1));
	const text = ordered.map(([title, section]) => `## ${title}\n${section.trimEnd()}\n`);
	writeFileSync(file, [opening, ...text].join('\n'));
	console.log(`\n## ${heading}\n\n${lines.join('\n')}`);
}

/** Date, machine and versions: what a figure cannot do without. */
export function circumstances(packages: readonly string[]): string {
	const model = cpus()[0]?.model.trim() ?? 'unknown';
	const versions = packages.map((name) => `${name} ${versionOf(name)}`);
	return (
		`${new Date().toISOString().slice(0, 10)}: ${cpus().length} cores (${model}), ${Math.round(totalmem() / 1e9)} GB, ` +
		`Node ${process.version}${versions.length > 0 ? `; ${versions.join(', ')}` : ''}.`
	);
}

function versionOf(name: string): string {
	const about: unknown = JSON.parse(
		readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8'),
	);
	return about && typeof about === 'object' && 'version' in about ? String(about.version) : '';
}

/** The answer, and the middle of `runs` measurements in milliseconds of processor time, all threads together. */
export function measured<Answer>(work: () => Answer, runs = 3): { answer: Answer; ms: number } {
	const times: number[] = [];
	const once = () => {
		const before = process.cpuUsage();
		const answer = work();
		const { user, system } = process.cpuUsage(before);
		times.push((user + system) / 1000);
		return answer;
	};
	const answer = once();
	while (times.length < runs) once();
	return { answer, ms: middle(times) };
}

export const middle = (values: readonly number[]) =>
	values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

export const mean = (values: readonly number[]) =>
	values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

/** A table of Markdown. */
export function table(
	head: readonly string[],
	rows: readonly (readonly (string | number)[])[],
): string[] {
	return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}

/** Whole milliseconds, one digit more where they are few. */
export const inMs = (ms: number) => (ms < 10 ? ms.toFixed(1) : ms.toFixed(0));
