import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { reportConcern } from '../src/lib/concerns/server/commands.ts';
import { newSecret } from '../src/lib/concerns/server/numbers.ts';
import { newId } from '../src/lib/server/application.ts';
import { openDatabase } from '../src/lib/server/db.ts';
import { drill, unkept } from './drill.ts';
import { aBrowser } from './stage/browser.ts';
import { aDataFolder, freePort, startProgram } from './stage/program.ts';
import { aNetwork, residents, told, whatWasKept } from './stage/residents.ts';
import { aTown, slug, type Town } from './stage/town.ts';

const hour = 3_600_000;
const preload = new URL('stage/shifted-clock.ts', import.meta.url).href;

export const wrongClock = drill({
	row: 'F9',
	fault:
		"the clock of the program's machine jumps by a day back and forth, and over the end of a fiscal year",
	promised:
		'the trail stays in its order; no session lasts longer; what is written bears the time of the database, but forms under way at the jump; each fiscal year counts from 1 without gaps',
	sizes: {
		full: { jumps: 8, people: 6, stay: 2_500, reports: 2_000 },
		short: { jumps: 2, people: 3, stay: 1_200, reports: 60 },
	},
	async play(stage, { jumps, people, stay, reports }) {
		const dataFolder = aDataFolder(stage);
		const clock = join(aDataFolder(stage), 'shift');
		const jumpBy = (milliseconds: number) => writeFileSync(clock, String(Math.round(milliseconds)));
		jumpBy(0);
		const program = await startProgram(stage, dataFolder, await freePort(), {
			TRUST_PROXY: '1',
			NODE_OPTIONS: `--import ${fileURLToPath(preload)}`,
			CLOCK_SHIFT_FILE: clock,
		});
		const town = await aTown({ dataFolder });
		const { loginId } = await town.person('事務局', { roles: ['secretariat'] });
		const valid = await town.signIn(loginId, '30 minutes');
		const over = await town.signIn(loginId, '-1 minute');
		const isIn = async (cookie: string) =>
			(await aBrowser(program.origin, { cookie }).ask(`/${slug}/desk`)).status === 200;
		const crowd = residents(program.origin, people);
		await crowd.more(people);

		const found = { revived: 0, lost: 0 };
		for (let jump = 0; jump < jumps; jump++) {
			jumpBy((jump % 2 === 0 ? -24 : 24) * hour);
			await sleep(stay);
			await crowd.more(people);
			if (await isIn(over)) found.revived++;
			if (!(await isIn(valid))) found.lost++;
		}
		const [untimely] = await town.rows<{ count: number }>(
			`select count(*)::int as count from audit_trail where operator_id = $1 and abs(extract(epoch from at - now())) > 3600`,
			town.operatorId,
		);
		await crowd.stop();
		jumpBy(0);
		const trail = await town.trail();
		const kept = await whatWasKept(town, crowd.acknowledged);
		const years = await overNewYear(town, reports);

		return {
			done: `${jumps} jumps of a day while ${people} people were sending; ${reports} reports at the end of 31 March in Japan`,
			measured: `sessions that were over and lived again ${found.revived}, valid ones lost ${found.lost}; acts dated wrongly ${untimely?.count ?? 0} of ${trail.whole ? trail.rows : '?'}; ${crowd.acknowledged.size} acknowledged, lost ${kept.lost}; numbers over the fiscal year ${years.text}`,
			broken: unkept({
				'the trail is whole and in order': trail.whole,
				'no session lasts longer': found.revived === 0,
				'nobody is signed out by a wrong clock': found.lost === 0,
				// everybody has one form under way when the clock jumps
				'acts bear the time of the database': (untimely?.count ?? 0) <= jumps * people,
				'nothing acknowledged is lost': kept.lost === 0,
				'both fiscal years count from 1 without gaps': years.whole,
			}),
			late: [],
		};
	},
});

/** Many people tell something in the last and the first seconds of a fiscal year; the clock is handed in, as to every command. */
async function overNewYear({ operatorId, rows, url }: Town, count: number) {
	const midnight = Date.parse('2031-03-31T15:00:00Z');
	const database = openDatabase(url(), { connections: 8 });
	let next = 0;
	async function write(): Promise<void> {
		while (next < count) {
			const at = new Date(midnight + (next - count / 2) * 10);
			const report = { ...told(`year-end-${next++}`), secret: newSecret(), urgency: 'normal' };
			const actor = { kind: 'anyone', operatorId } as const;
			await reportConcern({ database, actor, now: () => at, newId }, report, aNetwork());
		}
	}
	try {
		await Promise.all(Array.from({ length: 8 }, write));
	} finally {
		await database.close();
	}
	const found = await rows<{ year: string; count: number; last: number }>(
		`select substring(number from '^.-(R[0-9]+)-') as year, count(*)::int as count, max(substring(number from '[0-9]+$')::int) as last
		from concerns where operator_id = $1 and body like 'year-end-%' group by 1 order by 1`,
		operatorId,
	);
	return {
		whole:
			found.length === 2 &&
			found.every((year) => year.count === year.last) &&
			found.reduce((sum, year) => sum + year.count, 0) === count,
		text: found.map((year) => `${year.year}: 1–${year.last} (${year.count})`).join(', '),
	};
}
