import { drill, ms, quantile, seconds, unkept } from './drill.ts';
import { aDataFolder, freePort, startProgram } from './stage/program.ts';
import { residents, whatWasKept } from './stage/residents.ts';
import { aTown } from './stage/town.ts';
import { setTimeout as sleep } from 'node:timers/promises';

export const killedServer = drill({
	row: 'F1',
	fault: 'the web server is killed while people send forms',
	promised: '0 lost, 0 twice, need = act = letter; answered again within 2 s (median)',
	sizes: {
		full: { kills: 50, every: 1_500, people: 16 },
		short: { kills: 3, every: 700, people: 6 },
	},
	async play(stage, { kills, every, people }) {
		const dataFolder = aDataFolder(stage);
		const program = await startProgram(stage, dataFolder, await freePort(), { TRUST_PROXY: '1' });
		const town = await aTown({ dataFolder });
		await town.person('事務局', { roles: ['secretariat'], email: 'office@example.test' });
		const crowd = residents(program.origin, people);
		await crowd.more(people);
		const gaps: number[] = [];
		for (let kill = 0; kill < kills; kill++) {
			program.kill('web');
			gaps.push(await crowd.more(1));
			await sleep(every);
		}
		await crowd.stop();

		const kept = await whatWasKept(town, crowd.acknowledged);
		const trail = await town.trail();
		const middle = quantile(gaps, 0.5);
		return {
			done: `${kills} × SIGKILL, ${people} people sending`,
			measured: `${crowd.acknowledged.size} acknowledged, ${kept.stored} stored, lost ${kept.lost}, twice ${kept.twice}; next answer after ${ms(middle)} (median), ${seconds(Math.max(...gaps))} (longest)`,
			broken: unkept({
				'nothing acknowledged is lost': kept.lost === 0,
				'nothing is kept twice': kept.twice === 0,
				'every concern has its act and its letter':
					kept.acts === kept.stored && kept.letters === kept.stored,
				'the audit trail is whole': trail.whole,
				'the program goes on': program.exitCode() === null,
			}),
			late: unkept({ 'answered again within 2 s': middle <= 2_000 }),
		};
	},
});
