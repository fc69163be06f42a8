import {
	announceSession,
	cancelSession,
	invite,
	pledge,
	proposeTalk,
} from '#lib/gatherings/sessions/server/commands.ts';
import { addDays, addMonths, formatVagueDate } from '#lib/kernel/dates.ts';
import { caseStudySession } from '../sessions/case-study.ts';
import { coming, type Coming } from '../sessions/coming.ts';
import { talks } from '../sessions/talks.ts';
import { prepareHall } from './boards.ts';
import { askForSheets } from './preparations.ts';
import { at, isOfficeDay, nextOfficeDay } from './days.ts';
import { randomFor } from './random.ts';
import { hold, managerOf, planned, sendIn, takeNames, tellOfSession } from './sessions.ts';
import { act, areaOf, player, type Stage } from './stage.ts';
import { tellOfHiyama } from './forum-hiyama.ts';
import { tellOfToday } from './today.ts';
import { tellOfFuto, tellOfKitahama, tellOfExchange, tellOfLiaison } from './forum-others.ts';

/** Where people meet: forums with their course and their months, single talks, and what is coming. */
export function tellOfGatherings(stage: Stage): void {
	tellOfHiyama(stage);
	tellOfFuto(stage);
	tellOfKitahama(stage);
	tellOfExchange(stage);
	tellOfLiaison(stage);
	tellOfCaseStudy(stage);
	for (const talk of talks) tellOfSession(stage, talk);
	for (const one of coming) tellOfComing(stage, one);
	tellOfToday(stage);
	tellOfProposedTalk(stage);
	tellOfCancelled(stage);
}

function tellOfCaseStudy(stage: Stage): void {
	const { timeline, days } = stage;
	const manager = player(stage, 'office');
	const day = days.officeAgo(caseStudySession.ago);
	timeline.begin(at(nextOfficeDay(addDays(day, -24)), '10:45'), async () => {
		const gathering = await planned(stage, caseStudySession, day, manager);
		const guests = [
			'csw1',
			'csw5',
			'csw8',
			'officer2',
			'org:NPO法人 こもれび',
			'org:蒼浜区地域包括支援センター 北浜',
			'org:北浜西地区民生委員児童委員協議会',
		];
		for (const key of guests) {
			await act(stage, invite, manager, {
				id: gathering.id,
				personId: player(stage, key).actor.personId,
			});
		}
		timeline.begin(at(nextOfficeDay(addDays(day, -10)), '12:15'), async () => {
			// one of them has not promised yet
			for (const key of guests.slice(0, -1)) {
				await act(stage, pledge, player(stage, key), { id: gathering.id, promise: 'yes' });
			}
		});
		await hold(stage, gathering, caseStudySession.content);
	});
}

/** Announced for the next weeks; one has more names than seats. */
function tellOfComing(stage: Stage, one: Coming): void {
	const { timeline, days } = stage;
	const manager = managerOf(stage, one);
	const day = nextOfficeDay(addDays(days.today, -one.ago));
	timeline.begin(at(days.officeAgo(one.announcedAgo), '11:30'), async () => {
		const when = one.withRegistration
			? day
			: formatVagueDate({ kind: 'month', month: day.slice(0, 7) }, { era: 'wareki' });
		const gathering = await planned(stage, one, when, manager);
		if (!one.withRegistration) {
			await act(stage, announceSession, manager, { id: gathering.id });
			return;
		}
		await act(stage, announceSession, manager, { id: gathering.id, withRegistration: 'yes' });
		await prepareHall(stage, gathering.id, manager);
		await askForSheets(stage, gathering, one.sheets ?? []);
		await sendIn(stage, gathering.id, one.offered ?? []);
		await takeNames(stage, gathering, one.signUps, randomFor(`coming ${one.key}`));
	});
}

/** A resident asks for a small talk; the staff have not announced it yet. */
function tellOfProposedTalk(stage: Stage): void {
	const { timeline, days } = stage;
	timeline.begin(at(days.ago(3), '20:25'), async () => {
		await act(stage, proposeTalk, player(stage, 'haibara'), {
			...{
				title: 'ベンチを一つ置くなら、どこがよいか',
				placeName: '橋詰 よりみち',
				areaId: areaOf(stage, '橋詰'),
			},
			...{
				lead: '銭湯がなくなってから、座って話すところがありません。町内を歩いて、場所を決める会をしたいです。',
			},
			when: formatVagueDate(
				{ kind: 'month', month: addMonths(days.today, 1).slice(0, 7) },
				{ era: 'wareki' },
			),
		});
	});
}

function tellOfCancelled(stage: Stage): void {
	const { timeline, days } = stage;
	const manager = player(stage, 'csw4');
	const day = days.officeAgo(25);
	timeline.begin(at(days.officeAgo(50), '10:05'), async () => {
		const gathering = await planned(
			stage,
			{
				...{
					key: 'cancelled',
					kind: 'talk',
					title: '橋詰を歩いて、休める場所をさがす会',
					theme: 'ベンチと日かげの地図',
					issue: 'bathhouse',
				},
				...{
					lead: '町内をゆっくり歩きながら、休める場所と危ない所を地図に書きます。',
					ago: 25,
					starts: '10:00',
					ends: '11:30',
				},
				...{
					place: '橋詰 まちの縁側（集合）',
					address: '蒼浜区橋詰5-24',
					areas: ['橋詰'],
					capacity: 15,
					questions: ['どこに座れると、もう少し歩けますか'],
				},
			},
			day,
			manager,
		);
		await act(stage, announceSession, manager, { id: gathering.id, withRegistration: 'yes' });
		await takeNames(stage, gathering, 7, randomFor('cancelled'));
		await timeline.until(at(isOfficeDay(addDays(day, -1)) ? addDays(day, -1) : day, '08:50'));
		await act(stage, cancelSession, manager, {
			id: gathering.id,
			reason: '大雨の予報のため、取りやめます。日を改めて、また開きます。',
		});
	});
}
