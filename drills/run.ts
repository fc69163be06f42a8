/**
 * `npm run drills`: brings about every fault of the list in the real program (processes, embedded PostgreSQL, mail server,
 * kill -9), prints one table and writes docs/drills.md. Ends with 1 when a promise was not held.
 * `npm run drills -- F1 F4` runs only these and writes nothing; `--short` plays the sizes of the tests, `--short --write` writes these down.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { ensureBuild } from '../scripts/build.ts';
import { root } from '../scripts/groundwork.ts';
import { drills } from './all.ts';
import { seconds, type Drill, type Outcome } from './drill.ts';

const { values, positionals } = parseArgs({
	options: {
		short: { type: 'boolean', default: false },
		write: { type: 'boolean', default: false },
	},
	allowPositionals: true,
});
const chosen = drills.filter(({ row }) => positionals.length === 0 || positionals.includes(row));

/** A drill that could not be played to its end has held nothing. */
async function played({ perform }: Drill): Promise<Outcome> {
	try {
		return await perform(values.short ? 'short' : 'full');
	} catch (failure) {
		console.error(failure);
		return {
			done: 'stopped half-way',
			measured: String(failure),
			broken: ['played to its end'],
			late: [],
		};
	}
}

await ensureBuild((line) => console.log(`· ${line}`));
const begin = performance.now();
const [load = 0] = loadavg();
const lines: string[] = [];
let broken = 0;
for (const one of chosen) {
	const at = performance.now();
	console.log(`· ${one.row} ${one.fault} …`);
	const { done, measured, broken: notHeld, late } = await played(one);
	const missing = [...notHeld, ...late];
	broken += missing.length;
	const held = missing.length === 0 ? 'yes' : `**no**: ${missing.join('; ')}`;
	lines.push(
		`| ${[one.row, one.fault, done, one.promised, measured, held].map(cell).join(' | ')} |`,
	);
	console.log(`  ${measured} → ${held} (${seconds(performance.now() - at)})`);
}

function cell(text: string): string {
	return text.replaceAll('|', '/').replaceAll('\n', ' ');
}

const table = `| | fault | what was done | promised | measured | held |
|---|---|---|---|---|---|
${lines.join('\n')}`;
console.log(`\n${table}\n`);
if (positionals.length === 0 && (values.write || !values.short)) {
	const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
	const machine = `${cpus().length} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 1e9)} GB, Node ${process.version}`;
	const command = `npm run drills${values.short ? ' -- --short --write' : ''}`;
	const loads = `${load.toFixed(1)} before, ${(loadavg()[0] ?? 0).toFixed(1)} after`;
	const day = new Date().toISOString().slice(0, 10);
	const file = join(root, 'docs', 'drills.md');
	writeFileSync(
		file,
		`# Drills

Written by \`${command}\` (version ${version}, ${day}, ${Math.round((performance.now() - begin) / 60_000)} minutes): ${machine}, embedded
PostgreSQL; load of the machine ${loads}. Every drill starts the program as \`npm start\` does, on a data folder of its own, and brings the fault about while people use it;
short ones of the same code run inside \`npm test\` (\`tests/drills/\`). The command ends with 1 when a promise is not held.

${table}
`,
	);
	execFileSync(process.execPath, [
		join(root, 'node_modules/prettier/bin/prettier.cjs'),
		'--write',
		file,
	]);
}
process.exit(broken > 0 ? 1 : 0);
