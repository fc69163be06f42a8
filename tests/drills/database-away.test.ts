import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, test } from 'vitest';
import { aDataFolder, freePort, startProgram } from '#test/program.ts';
import { ensureBuild } from '../../scripts/build.ts';

beforeAll(() => ensureBuild(console.log), 300_000);

/** A page that has to ask the database: whether there is an operator of this name. */
const page = '/nobody-here';

test(
	'while the database is away pages ask for patience, and then are there again',
	{ timeout: 120_000 },
	async () => {
		const program = await startProgram(aDataFolder(), await freePort());
		const read = () => fetch(program.origin + page, { headers: { accept: 'text/html' } });
		expect((await read()).status).toBe(404);

		const seen = new Map<number, Response>();
		const ready = new Set<number>();
		const alive = new Set<number>();
		const probe = async (path: string, statuses: Set<number>) => {
			const { status } = await fetch(program.origin + path);
			statuses.add(status);
			return status;
		};
		// a server that ends again soon is started a little later: gaps of different length
		for (let round = 0; round < 3; round++) {
			program.kill('postgres');
			for (let answer = await read(); answer.status !== 404; answer = await read()) {
				seen.set(answer.status, answer);
				await probe('/readyz', ready);
				await probe('/healthz', alive);
				await sleep(5);
			}
		}

		expect([...seen.keys()]).toEqual([503]);
		// the last question of a gap may already find the database again
		expect([...ready].filter((status) => status !== 200)).toEqual([503]);
		expect([...alive]).toEqual([200]);
		expect(await probe('/readyz', ready)).toBe(200);
		expect(Number(seen.get(503)?.headers.get('retry-after'))).toBeGreaterThan(0);
		expect(await seen.get(503)?.text()).toContain('少しお待ちください');
		expect(program.exitCode()).toBeNull();
		expect(program.output()).not.toContain('web.ts ended');
	},
);
