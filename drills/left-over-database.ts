import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drill, quantile, seconds, unkept } from './drill.ts';
import {
	aDataFolder,
	countServers,
	freePort,
	startProgram,
	type Program,
} from './stage/program.ts';
import process from 'node:process';

export const leftOverDatabase = drill({
	row: 'F3',
	fault:
		'only the supervisor is killed; the database or its postmaster.pid is left over; two starts at once',
	promised:
		'every start works or refuses with a plain sentence; never two database servers on one folder; ready within 15 s',
	sizes: { full: { kills: 10, doubles: 3 }, short: { kills: 2, doubles: 1 } },
	async play(stage, { kills, doubles }) {
		const dataFolder = aDataFolder(stage);
		const start = async () => startProgram(stage, dataFolder, await freePort());
		let program = await start();
		const found = { started: 0, servers: new Set<number>(), plain: 0, refused: 0 };
		const times: number[] = [];

		async function startAgain(): Promise<void> {
			program = await start();
			times.push(program.millisecondsToReady);
			if (await answersAt(program)) found.started++;
			found.servers.add(countServers(dataFolder));
		}

		for (let kill = 0; kill < kills; kill++) {
			// every third time the database server goes too, and leaves its file behind
			if (kill % 3 === 2) program.kill('postgres');
			program.kill('supervisor');
			await program.ended;
			await startAgain();
		}

		await program.end();
		const afterwards = countServers(dataFolder);
		nameForeignProcess(dataFolder);
		await startAgain();

		for (let double = 0; double < doubles; double++) {
			await program.end();
			const both = await Promise.all([start(), start()]);
			const refused = both.filter((one) => one.exitCode() === 1);
			found.refused += refused.length;
			found.plain += refused.filter(saysPlainly).length;
			const running = both.find((one) => one.exitCode() === null);
			if (running && (await answersAt(running))) found.started++;
			found.servers.add(countServers(dataFolder));
			program = running ?? program;
		}
		const wanted = kills + 1 + doubles;
		return {
			done: `${kills} × SIGKILL of the supervisor and start, 1 × postmaster.pid of a living foreign process, ${doubles} × two starts at once`,
			measured: `started ${found.started} of ${wanted}; servers on the folder ${[...found.servers].join(', ')}; second starts refused plainly ${found.plain} of ${doubles}; ready after ${seconds(quantile(times, 0.5))} (median), ${seconds(Math.max(...times))} (longest)`,
			broken: unkept({
				'every start works': found.started === wanted,
				'exactly one database server': [...found.servers].join() === '1' && afterwards === 0,
				'the second of two starts refuses with a plain sentence':
					found.refused === doubles && found.plain === doubles,
			}),
			late: unkept({ 'ready within 15 s': Math.max(...times) < 15_000 }),
		};
	},
});

async function answersAt(program: Program): Promise<boolean> {
	if (program.exitCode() !== null) return false;
	return (await fetch(`${program.origin}/readyz`)).status === 200;
}

function saysPlainly(program: Program): boolean {
	return program.output().includes('使用中です') && !/^\s+at /m.test(program.output());
}

/** As after a restart of the machine: the number in the file is now that of another program. */
function nameForeignProcess(dataFolder: string): void {
	const file = join(dataFolder, 'postgres', 'postmaster.pid');
	const cluster = join(dataFolder, 'postgres');
	writeFileSync(file, `${process.pid}\n${cluster}\n1\n5432\n\n127.0.0.1\n\nready\n`);
}
