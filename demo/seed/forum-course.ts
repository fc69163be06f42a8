import { and, eq } from 'drizzle-orm';
import { sessions } from '#lib/gatherings/server/tables.ts';
import {
	announceSession,
	changeDate,
	changeSession,
} from '#lib/gatherings/sessions/server/commands.ts';
import { addDays, type PlainDate } from '#lib/kernel/dates.ts';
import type { Content } from '../sessions/types.ts';
import type { IssueKey } from '../issue-times.ts';
import { at, nextOfficeDay } from './days.ts';
import { randomFor, taken } from './random.ts';
import { hold, takeNames, tieIssue, type Gathering } from './sessions.ts';
import { act, areaOf, look, madeOf, player, type Player, type Stage } from './stage.ts';

type CoursePlan = {
	dates: readonly PlainDate[];
	area: string;
	place: string;
	address: string;
	reason: string;
};

/** The four steps as the template made them, on the days on which they really took place. */
export function tellOfCourse(
	stage: Stage,
	key: string,
	manager: Player,
	issue: IssueKey,
	contents: readonly Content[],
	{ dates, area, place, address, reason }: CoursePlan,
): void {
	const [first = ''] = dates;
	stage.timeline.begin(at(nextOfficeDay(addDays(first, 5)), '13:15'), async () => {
		// the template puts two weeks between the steps; the council knows better
		for (const [index, date] of dates.entries()) {
			const { id, heldOn } = await courseSession(stage, madeOf(stage, `forum:${key}`), index + 1);
			if (index > 0 && heldOn !== date)
				await act(stage, changeDate, manager, { id, when: date, reason });
		}
	});
	for (const [index, date] of dates.entries()) {
		const content = contents[index];
		const moment = at(nextOfficeDay(addDays(date, index === 1 ? -8 : -12)), `1${index}:05`);
		stage.timeline.begin(moment, async () => {
			const row = await courseSession(stage, madeOf(stage, `forum:${key}`), index + 1);
			stage.made.set(`session:${key}:${index + 1}`, row.id);
			await act(stage, changeSession, manager, {
				...{
					id: row.id,
					title: row.title,
					lead: row.lead,
					audience: 'public',
					placeName: place,
					placeAddress: address,
				},
				...{
					theme: row.theme,
					startsAt: '18:30',
					endsAt: '20:30',
					ordinal: String(index + 1),
					capacity: '40',
				},
				...{
					ways: ['hall', 'online', 'paper'],
					contact: '蒼浜区社協 03-0111-2601',
					areas: [areaOf(stage, area)],
				},
			});
			await tieIssue(stage, row.id, issue, manager);
			const facilitator = player(stage, madeOf(stage, `facilitator:${key}`));
			const gathering: Gathering = {
				id: row.id,
				key: `${key}:${index + 1}`,
				date,
				starts: '18:30',
				manager,
				facilitator,
				capacity: 40,
			};
			if (content) await hold(stage, gathering, content);
			else await announce(stage, gathering, 11);
		});
	}
}

async function courseSession(stage: Stage, forumId: string, step: number) {
	const [row] = await look(stage, (tx) =>
		tx
			.select({
				id: sessions.id,
				title: sessions.title,
				lead: sessions.lead,
				theme: sessions.theme,
				heldOn: sessions.heldOn,
			})
			.from(sessions)
			.where(
				and(
					eq(sessions.operatorId, stage.operatorId),
					eq(sessions.forumId, forumId),
					eq(sessions.courseStep, step),
				),
			),
	);
	return taken(row);
}

/** Open for everybody who wants to come; the day itself is still ahead. */
export async function announce(stage: Stage, gathering: Gathering, names: number): Promise<void> {
	await act(stage, announceSession, gathering.manager, {
		id: gathering.id,
		withRegistration: 'yes',
	});
	await takeNames(stage, gathering, names, randomFor(`coming ${gathering.key}`));
}
