import { eq, sql } from 'drizzle-orm';
import { attempts } from '#lib/server/attempts.ts';
import type { Database } from '#lib/server/db.ts';
import { mails } from '#lib/server/mail.ts';
import { divideGround } from './areas.ts';
import { tellOfCauses } from './causes.ts';
import { tellOfBenefits } from './benefits.ts';
import { tellOfConcerns } from './concerns.ts';
import { at, daysUntil, type Days } from './days.ts';
import { importList, learnDirectory } from './directory.ts';
import { tellOfFunctions } from './functions.ts';
import { tellOfGatherings } from './gatherings.ts';
import { tellOfIssues } from './issues.ts';
import { foundCouncils } from './operators.ts';
import {
	hireStaff,
	openDemoLogins,
	tellOfArrivals,
	tellOfCards,
	tellOfFormerStaff,
} from './people.ts';
import { smallCouncils } from '../others.ts';
import { demoLogins } from '../people.ts';
import { tellOfSmallCouncil } from './others.ts';
import { tellOfOutcomes } from './outcomes.ts';
import { tellOfPlatforms } from './platforms.ts';
import { openStage, player, type Stage } from './stage.ts';
import { openTimeline } from './timeline.ts';

export type Demo = {
	database: Database;
	dataFolder: string;
	end: Date;
	isSmall: boolean;
	say: (line: string) => void;
	/** Told as soon as the councils have their ids. */
	founded: (operatorIds: string[]) => void;
};

/** Tells the whole region, from the day on which the office began to use the program until now. */
export async function tellRegion(demo: Demo): Promise<void> {
	const { database, dataFolder, end, isSmall, say } = demo;
	const days: Days = daysUntil(end);
	const start = at(days.officeAgo(470), '09:00');
	const timeline = openTimeline(start, end);
	const councils = await foundCouncils(database, start);
	demo.founded(Object.values(councils).map(({ id }) => id));
	const common = { database, dataFolder, timeline, days, isSmall };
	const { id, name } = councils['aohama-shakyo'];
	const shakyo = openStage(id, name, common);
	timeline.begin(start, () => beginShakyo(shakyo));
	const others = smallCouncils.map((council) => {
		const { id: otherId, name: otherName } = councils[council.slug];
		const stage = openStage(otherId, otherName, common);
		timeline.begin(start, () => tellOfSmallCouncil(stage, council));
		return { stage, council };
	});
	await timeline.run(monthly(say));
	await openDemoLogins(shakyo, demoLogins);
	for (const { stage, council } of others) await openDemoLogins(stage, council.logins);
	for (const { operatorId } of [shakyo, ...others.map(({ stage }) => stage)])
		await tidy(database, operatorId);
}

async function beginShakyo(stage: Stage): Promise<void> {
	await divideGround(stage);
	await hireStaff(stage);
	await importList(stage, 'organisations', 'organisations.csv', player(stage, 'office'));
	const contacts = await learnDirectory(stage);
	await importList(stage, 'places', 'places.csv', player(stage, 'office'));
	await tellOfFormerStaff(stage);
	tellOfArrivals(stage, contacts);
	tellOfCards(stage);
	tellOfConcerns(stage);
	tellOfIssues(stage);
	tellOfGatherings(stage);
	tellOfCauses(stage);
	tellOfFunctions(stage);
	tellOfBenefits(stage);
	tellOfPlatforms(stage);
	tellOfOutcomes(stage);
}

/**
 * Letters were sent long ago, to addresses that nobody has: none of them must leave the program now. Tries
 * are counted for real visitors only.
 */
async function tidy(database: Database, operatorId: string): Promise<void> {
	await database.as({ kind: 'system', operatorId, task: 'demo' }, async (tx) => {
		await tx
			.update(mails)
			.set({ sentAt: sql`${mails.queuedAt} + interval '1 minute'`, body: null })
			.where(eq(mails.operatorId, operatorId));
		await tx.delete(attempts).where(eq(attempts.operatorId, operatorId));
	});
}

/** Says each month that has been told. */
function monthly(say: (line: string) => void): (moment: Date) => void {
	let told = '';
	return (moment) => {
		const month = new Intl.DateTimeFormat('ja-JP', {
			...{ timeZone: 'Asia/Tokyo', year: 'numeric', month: 'long' },
		}).format(moment);
		if (month !== told) say(`${month}のできごと`);
		told = month;
	};
}
