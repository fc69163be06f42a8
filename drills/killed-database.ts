import { drill, quantile, seconds, unkept } from './drill.ts';
import { aDataFolder, freePort, startProgram } from './stage/program.ts';
import { aResident, residents, tellPage, whatWasKept } from './stage/residents.ts';
import { aTown } from './stage/town.ts';
import { setTimeout as sleep } from 'node:timers/promises';

export const killedDatabase = drill({
	row: 'F2',
	fault: 'the database is killed, or cuts every connection, while people send forms',
	promised:
		'no process ends; 503 with Retry-After and a calm page, never 500; /healthz stays 200; 0 lost; answered again within 3 s (median)',
	sizes: { full: { kills: 12, cuts: 12, people: 12 }, short: { kills: 2, cuts: 1, people: 5 } },
	async play(stage, { kills, cuts, people }) {
		const dataFolder = aDataFolder(stage);
		const program = await startProgram(stage, dataFolder, await freePort(), { TRUST_PROXY: '1' });
		const town = await aTown({ dataFolder });
		await town.person('事務局', { roles: ['secretariat'], email: 'office@example.test' });
		const crowd = residents(program.origin, people);
		await crowd.more(people);
		const watched = watch(program.origin);
		const gaps: number[] = [];
		for (let time = 0; time < kills + cuts; time++) {
			if (time < kills) program.kill('postgres');
			else {
				await town.rows(
					`select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and backend_type = 'client backend'`,
				);
			}
			gaps.push(await crowd.more(1));
			await sleep(500);
		}
		const calm = await watched.stop();
		await crowd.stop();

		const kept = await whatWasKept(town, crowd.acknowledged);
		const trail = await town.trail();
		const middle = quantile(gaps, 0.5);
		const statuses = [...crowd.statuses]
			.map(([status, count]) => `${count} × ${status}`)
			.join(', ');
		const deaths = program.output().match(/\.ts ended/g)?.length ?? 0;
		return {
			done: `${kills} × SIGKILL of PostgreSQL, ${cuts} × all connections terminated, ${people} people sending`,
			measured: `processes ended ${deaths}; ${crowd.acknowledged.size} acknowledged, lost ${kept.lost}, twice ${kept.twice}; answers ${statuses}; next answer after ${seconds(middle)} (median), ${seconds(Math.max(...gaps))} (longest)`,
			broken: unkept({
				'no process of the program ends': deaths === 0 && program.exitCode() === null,
				'nothing acknowledged is lost': kept.lost === 0,
				'nothing is kept twice': kept.twice === 0,
				'every concern has its act and its letter':
					kept.acts === kept.stored && kept.letters === kept.stored,
				'the audit trail is whole': trail.whole,
				'503 or an answer, nothing else': [...crowd.statuses.keys()].every((status) =>
					[200, 303, 503].includes(status),
				),
				'the page asks for patience and says when to ask again': calm.isCalm,
				'/healthz stays 200': calm.alive,
				'/readyz says 503 meanwhile': calm.notReady > 0,
			}),
			late: unkept({ 'answered again within 3 s': middle <= 3_000 }),
		};
	},
});

/** What somebody sees who only reads, and what a watching program is told. */
function watch(origin: string) {
	let going = true;
	const seen = { isCalm: true, alive: true, notReady: 0 };
	async function look(): Promise<void> {
		while (going) {
			const page = await aResident(origin).ask(tellPage);
			if (page.status === 503) {
				seen.isCalm &&= page.html.includes('少しお待ちください');
				seen.isCalm &&= Number(page.headers.get('retry-after')) > 0;
			}
			if ((await fetch(`${origin}/readyz`)).status === 503) seen.notReady++;
			seen.alive &&= (await fetch(`${origin}/healthz`)).status === 200;
			await sleep(20);
		}
	}
	const looking = look().catch(() => {
		// a question that gets no answer at all: the process was not there
		seen.alive = false;
	});
	return {
		async stop() {
			going = false;
			await looking;
			return seen;
		},
	};
}
