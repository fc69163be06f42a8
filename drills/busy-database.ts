import { setTimeout as sleep } from 'node:timers/promises';
import { drill, ms, quantile, seconds, unkept } from './drill.ts';
import { aBrowser } from './stage/browser.ts';
import { aDataFolder, freePort, startProgram } from './stage/program.ts';
import { aResident, tellPage, told } from './stage/residents.ts';
import { aTown, slug } from './stage/town.ts';
import pg from 'pg';

export const busyDatabase = drill({
	row: 'F22',
	fault:
		'every connection to the database is busy: slow statements, then a table that somebody locked',
	promised:
		'an answer or 503 within 2 s for everybody else; /healthz stays green; well again by itself afterwards',
	sizes: {
		full: { slow: 20, sleep: 12, people: 20 },
		short: { slow: 14, sleep: 5, people: 6 },
	},
	async play(stage, { slow, sleep: sleeping, people }) {
		const dataFolder = aDataFolder(stage);
		const program = await startProgram(stage, dataFolder, await freePort(), { TRUST_PROXY: '1' });
		const town = await aTown({ dataFolder });
		const { cookie } = await town.person('事務局', { roles: ['secretariat'] });
		// the pages are known, as on every day
		await aResident(program.origin).ask(tellPage);

		const lockedOut: number[] = [];
		const first = await meanwhile(
			async () => {
				await town.rows(
					`create function drag() returns trigger language plpgsql as 'begin perform pg_sleep(${sleeping}); return new; end';
					create trigger drag before insert on attempts for each row execute function drag()`,
				);
				const slowOnes = Array.from({ length: slow }, () =>
					aResident(program.origin)
						.send(tellPage, told('slow'))
						.catch(() => undefined),
				);
				await sleep(1_000);
				return async () => {
					await Promise.all(slowOnes);
					await town.rows('drop function drag cascade');
				};
			},
			() => others(program.origin, people),
		);
		const second = await meanwhile(
			async () => {
				const client = new pg.Client({ connectionString: town.url() });
				await client.connect();
				await client.query('begin; lock table concerns in access exclusive mode');
				const waiting = Array.from({ length: slow }, () =>
					aBrowser(program.origin, { cookie })
						.ask(`/${slug}/desk/concerns`)
						.catch(() => undefined),
				);
				await sleep(1_000);
				return async () => {
					const answers = await Promise.all(waiting);
					await client.end();
					lockedOut.push(...answers.map((answer) => answer?.status ?? 0));
				};
			},
			() => others(program.origin, people),
		);
		const begin = performance.now();
		const afterwards = await aResident(program.origin).send(tellPage, told('afterwards'));
		const recovered = performance.now() - begin;

		const times = [...first.times, ...second.times];
		const statuses = new Set([...first.statuses, ...second.statuses, ...lockedOut]);
		return {
			done: `${slow} forms whose statement sleeps ${sleeping} s, ${slow} pages of a locked table, ${people} others asking meanwhile`,
			measured: `others answered after ${ms(quantile(times, 0.5))} (median), ${seconds(Math.max(...times))} (longest); statuses ${[...statuses].sort().join(', ')}; /healthz at most ${ms(Math.max(first.health, second.health))}; a form afterwards ${afterwards.status} after ${ms(recovered)}`,
			broken: unkept({
				'an answer or 503, nothing else': [...statuses].every((one) =>
					[200, 303, 503].includes(one),
				),
				'/healthz stays green': first.healthy && second.healthy,
				'well again by itself': afterwards.status === 303 && program.exitCode() === null,
			}),
			late: unkept({
				// and what the machine itself needs
				'an answer within 2 s': quantile(times, 0.95) <= 2_500,
			}),
		};
	},
});

async function meanwhile<T>(
	begin: () => Promise<() => Promise<void>>,
	look: () => Promise<T>,
): Promise<T> {
	const end = await begin();
	try {
		return await look();
	} finally {
		await end();
	}
}

/** People who want something that needs the database, and a machine that asks whether the program lives. */
async function others(origin: string, people: number) {
	const times: number[] = [];
	const statuses: number[] = [];
	const seen = { health: 0, healthy: true };
	await Promise.all(
		Array.from({ length: people }, async (_, who) => {
			const begin = performance.now();
			const { status } = await aResident(origin).ask(`${tellPage}?n=${who}`);
			times.push(performance.now() - begin);
			statuses.push(status);
			const asked = performance.now();
			seen.healthy &&= (await fetch(`${origin}/healthz`)).status === 200;
			seen.health = Math.max(seen.health, performance.now() - asked);
		}),
	);
	return { times, statuses, ...seen };
}
