import { and, asc, eq } from 'drizzle-orm';
import {
	launchForum,
	planMonthly,
	prepareForum,
	startCourse,
	widenTargets,
} from '#lib/gatherings/forums/server/commands.ts';
import { sessions } from '#lib/gatherings/server/tables.ts';
import { changeSession } from '#lib/gatherings/sessions/server/commands.ts';
import { addDays, addMonths, dateInTokyo, nthWeekdayOfMonth } from '#lib/kernel/dates.ts';
import { hiyamaCourse } from '../sessions/hiyama-course.ts';
import { hiyamaMonthly } from '../sessions/hiyama-monthly.ts';
import { at, nextOfficeDay } from './days.ts';
import { taken } from './random.ts';
import { ask, hold, tieIssue, type Gathering } from './sessions.ts';
import { act, areaOf, look, player, type Player, type Stage } from './stage.ts';
import { openForum, allChecks } from './forum-open.ts';
import { tellOfCourse, announce } from './forum-course.ts';

/** Forum A: four sessions, 延べ106人, then every month. */
export function tellOfHiyama(stage: Stage): void {
	const { timeline, days } = stage;
	const manager = player(stage, 'csw5');
	timeline.begin(at(days.officeAgo(410), '11:00'), async () => {
		const id = await openForum(
			stage,
			{
				...{
					key: 'hiyama',
					name: '灯山 子どもの話し合いの場',
					nameKana: 'ひやま こどものはなしあいのば',
				},
				kind: 'district',
				purpose:
					'灯山の子どもの暮らしについて、立場のちがう人が対等に話し合い、一緒にできることを見つけます。',
				basis: '第3次蒼浜区地域福祉活動計画「よりみちプラン」目標1',
				areas: ['灯山'],
				themes: ['夕方から夜の子どもの居場所', '学校に行けない子どもの昼', '子どもの声を聞く'],
				targets: '小学生と、その保護者',
				interests: '子ども、食支援、居場所、見守り',
				issue: 'evening-children',
				facilitator: 'facilitator',
			},
			manager,
			allChecks,
		);
		const first = days.officeAgo(392);
		await timeline.until(at(days.officeAgo(406), '10:00'));
		await act(stage, startCourse, manager, { id, seenExisting: 'yes', withSessions: 'yes', first });
		tellOfCourse(stage, 'hiyama', manager, 'evening-children', hiyamaCourse, {
			dates: [first, days.officeAgo(378), days.officeAgo(315), days.officeAgo(301)],
			area: '灯山',
			place: '灯山坂下会館 1階',
			address: '蒼浜区灯山2-4',
			reason: '学校と町会の行事が重なるため、日を改めました。',
		});
		await timeline.until(at(days.officeAgo(293), '16:00'));
		await act(stage, prepareForum, manager, { id });
		await timeline.until(at(days.officeAgo(291), '10:00'));
		await act(stage, launchForum, manager, { id, launchedOn: dateInTokyo(timeline.now()) });
		await act(stage, widenTargets, manager, {
			...{
				id,
				targets: '小学生・中学生と、その保護者',
				interests: '子ども、食支援、居場所、見守り、学習',
				inAreas: 'yes',
				inWelfare: 'yes',
			},
			why: '居場所に中学生も来るようになったため',
		});
		await meetEveryMonth(stage, id, manager);
	});
}

/** 話し合いの場 and 勉強会 in turn, every third Wednesday, for a year and some more. */
async function meetEveryMonth(stage: Stage, forumId: string, manager: Player): Promise<void> {
	const { timeline } = stage;
	const soon = addDays(dateInTokyo(timeline.now()), 3);
	const month = soon.slice(0, 7);
	const isStillAhead = (nthWeekdayOfMonth(month, 3, 3) ?? '') >= soon;
	await act(stage, planMonthly, manager, {
		...{ id: forumId, nth: '3', weekday: '3', months: '13', rhythm: 'alternate' },
		...{
			from: isStillAhead ? month : addMonths(soon, 1).slice(0, 7),
			startsAt: '18:30',
			endsAt: '20:15',
		},
		...{ placeName: '灯山坂下会館 1階', skipHolidays: 'yes' },
	});
	const rows = await look(stage, (tx) =>
		tx
			.select({
				id: sessions.id,
				kind: sessions.kind,
				title: sessions.title,
				heldOn: sessions.heldOn,
				ordinal: sessions.ordinal,
			})
			.from(sessions)
			.where(
				and(
					eq(sessions.operatorId, stage.operatorId),
					eq(sessions.forumId, forumId),
					eq(sessions.state, 'planned'),
				),
			)
			.orderBy(asc(sessions.whenSort)),
	);
	const monthly = rows.filter(({ kind }) => kind !== 'course');
	for (const [index, { id, title, heldOn, ordinal }] of monthly.entries()) {
		const date = taken(heldOn ?? undefined);
		const text = hiyamaMonthly[index];
		timeline.begin(at(nextOfficeDay(addDays(date, -24)), '11:20'), async () => {
			const facilitator = player(stage, 'facilitator');
			const lecturer = text?.lecturer;
			await act(stage, changeSession, manager, {
				...{
					id,
					title,
					ordinal: String(ordinal ?? ''),
					audience: 'public',
					startsAt: '18:30',
					endsAt: '20:15',
				},
				...{
					theme: text?.theme ?? '長い休みの過ごし方',
					lead: text?.lead ?? '長い休みにできることを話し合います。',
				},
				...{
					placeName: '灯山坂下会館 1階',
					placeAddress: '蒼浜区灯山2-4',
					ways: ['hall', 'online', 'paper'],
				},
				...{ contact: '蒼浜区社協 03-0111-2601', areas: [areaOf(stage, '灯山')] },
				...(lecturer && {
					...{
						lecturerName: lecturer.name,
						lecturerHonorific: lecturer.honorific,
						lecturerAffiliation: lecturer.affiliation,
					},
				}),
			});
			await ask(
				stage,
				id,
				text?.content.pillars.map(({ question }) => question ?? '') ?? ['どんな休みにしたいですか'],
				manager,
			);
			await tieIssue(stage, id, text?.issue, manager);
			stage.made.set(`session:hiyama:monthly${index + 1}`, id);
			const gathering: Gathering = {
				id,
				key: `hiyama:monthly${index + 1}`,
				date,
				starts: '18:30',
				manager,
				facilitator,
			};
			if (text) await hold(stage, gathering, text.content);
			else await announce(stage, gathering, 5);
		});
	}
}
