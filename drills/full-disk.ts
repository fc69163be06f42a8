import { setTimeout as sleep } from 'node:timers/promises';
import { drill, quantile, seconds, unkept } from './drill.ts';
import { freePort, startProgram } from './stage/program.ts';
import { aResident, residents, tellPage, told, whatWasKept } from './stage/residents.ts';
import { aSmallDisk, fillUp } from './stage/small-disk.ts';
import { aTown, slug } from './stage/town.ts';

const written = '消えてほしくない大切な文章';

export const fullDisk = drill({
	row: 'F4',
	fault:
		'the disk with the database and the papers is filled to the last byte while people send forms',
	promised:
		'reading goes on; a form gets 507 with its text kept; 0 lost; well again without a restart once there is room',
	sizes: {
		full: { rounds: 5, people: 8, full: 8_000 },
		short: { rounds: 1, people: 4, full: 3_000 },
	},
	async play(stage, { rounds, people, full }) {
		const dataFolder = aSmallDisk(stage, 400);
		if (!dataFolder) return notPossible;
		const program = await startProgram(stage, dataFolder, await freePort(), { TRUST_PROXY: '1' });
		const town = await aTown({ dataFolder });
		await town.person('事務局', { roles: ['secretariat'], email: 'office@example.test' });
		const crowd = residents(program.origin, people);
		await crowd.more(people * 2);
		const gaps: number[] = [];
		const seen = { kept: 0, read: 0, unread: 0 };
		for (let round = 0; round < rounds; round++) {
			const free = fillUp(dataFolder);
			await sleep(full);
			for (const page of [
				'',
				'/issues',
				'/organisations',
				'/sessions',
				'/concerns/new',
				'/guide',
			]) {
				const { status } = await aResident(program.origin).ask(`/${slug}${page}`);
				if (status === 200) seen.read++;
				else seen.unread++;
			}
			const refused = await aResident(program.origin).send(tellPage, told(written));
			if (refused.status === 507 && refused.html.includes(written)) seen.kept++;
			free();
			gaps.push(await crowd.more(1));
		}
		await crowd.stop();

		const kept = await whatWasKept(town, crowd.acknowledged);
		const trail = await town.trail();
		const statuses = [...crowd.statuses]
			.map(([status, count]) => `${count} × ${status}`)
			.join(', ');
		return {
			done: `${rounds} × filled to the last byte for ${full / 1_000} s, ${people} people sending`,
			measured: `pages read while full ${seen.read} of ${seen.read + seen.unread}; forms refused with 507 and their text ${seen.kept} of ${rounds}; acknowledged ${crowd.acknowledged.size}, lost ${kept.lost}, twice ${kept.twice}; answers ${statuses}; well again after ${seconds(quantile(gaps, 0.5))} (median), ${seconds(Math.max(...gaps))} (longest)`,
			broken: unkept({
				'reading goes on': seen.unread === 0,
				'507 with the text kept': seen.kept === rounds,
				'nothing acknowledged is lost, nothing kept twice': kept.lost === 0 && kept.twice === 0,
				'no answer but these': [...crowd.statuses.keys()].every((status) =>
					[200, 303, 503, 507].includes(status),
				),
				'the audit trail is whole': trail.whole,
				'no restart': program.exitCode() === null && !program.output().includes('.ts ended'),
			}),
			late: unkept({ 'well again within 5 s': quantile(gaps, 0.5) <= 5_000 }),
		};
	},
});

const notPossible = {
	done: 'nothing: a disk of its own could not be made (root on Linux can)',
	measured: 'nothing',
	broken: [],
	late: [],
};
