import { launchForum, prepareForum, startCourse } from '#lib/gatherings/forums/server/commands.ts';
import {
	announceSession,
	changeDate,
	planSession,
	postponeSession,
} from '#lib/gatherings/sessions/server/commands.ts';
import { addDays, addMonths, dateInTokyo } from '#lib/kernel/dates.ts';
import { firstExchange } from '../sessions/exchange.ts';
import { futoCourse } from '../sessions/futo-course.ts';
import { liaisonSessions } from '../sessions/liaison.ts';
import { at, nextOfficeDay } from './days.ts';
import { ask, tellOfSession } from './sessions.ts';
import { act, madeOf, player, type Stage } from './stage.ts';
import { openForum, allChecks } from './forum-open.ts';
import { tellOfCourse } from './forum-course.ts';

/** Forum B: two steps are done, the third comes next. */
export function tellOfFuto(stage: Stage): void {
	const { timeline, days } = stage;
	const manager = player(stage, 'csw8');
	timeline.begin(at(days.officeAgo(62), '13:40'), async () => {
		const id = await openForum(
			stage,
			{
				...{
					key: 'futo',
					name: '埠頭新町 マンションのひとり暮らしを考える場',
					nameKana: 'ふとうしんまち まんしょんのひとりぐらしをかんがえるば',
				},
				kind: 'district',
				purpose:
					'同じ建物で暮らす人と、外から訪ねる人が、近すぎず遠すぎない見守りの形を話し合います。',
				areas: ['埠頭新町'],
				themes: ['一人暮らしの方の異変に気づく', '建物の中のつながり'],
				targets: 'マンションで一人暮らしをしている方',
				interests: '見守り、高齢、居場所、防災',
				issue: 'condo-alone',
				facilitator: 'facilitator2',
			},
			manager,
			allChecks,
		);
		await timeline.until(at(days.officeAgo(57), '10:30'));
		const first = days.officeAgo(41);
		await act(stage, startCourse, manager, { id, seenExisting: 'yes', withSessions: 'yes', first });
		tellOfCourse(stage, 'futo', manager, 'condo-alone', futoCourse, {
			dates: [
				first,
				days.officeAgo(20),
				nextOfficeDay(addDays(days.today, 6)),
				nextOfficeDay(addDays(days.today, 27)),
			],
			area: '埠頭新町',
			place: '埠頭新町集会所 大広間',
			address: '蒼浜区埠頭新町1-4',
			reason: '集会所の工事のため、日を改めました。',
		});
	});
}

/** Forum C is thought of; nobody outside has heard of it yet. */
export function tellOfKitahama(stage: Stage): void {
	const manager = player(stage, 'csw2');
	stage.timeline.begin(at(stage.days.officeAgo(9), '15:10'), async () => {
		await openForum(
			stage,
			{
				...{
					key: 'kitahama',
					name: '北浜西 ことばをこえて話す場',
					nameKana: 'きたはまにし ことばをこえてはなすば',
				},
				kind: 'district',
				purpose: '外国につながる方と、長く住む方が、やさしい日本語で暮らしのことを話し合います。',
				areas: ['北浜西'],
				themes: ['学校の手紙とごみのきまり'],
				targets: '外国につながる家庭と、近所の方',
				interests: '外国人、子ども、居場所',
				issue: 'foreign-roots',
				facilitator: 'facilitator3',
			},
			manager,
			['area', 'theme', 'existing', 'partners'],
		);
	});
}

/** 情報交換会: the first with 30 people; the second slips by three months, and everybody can read why. */
export function tellOfExchange(stage: Stage): void {
	const { timeline, days } = stage;
	const manager = player(stage, 'office');
	timeline.begin(at(days.officeAgo(300), '09:50'), async () => {
		const id = await openForum(
			stage,
			{
				...{
					key: 'exchange',
					name: 'つながる蒼浜 情報交換会',
					nameKana: 'つながるあおはま じょうほうこうかんかい',
				},
				kind: 'exchange',
				purpose: '分野も立場もちがう団体が知り合い、一緒に動くきっかけをつくります。',
				areas: [],
				themes: ['「ひとりで抱えない」を伝える', '支える人を支える'],
				targets: '名簿に載っている団体と、参加したい方',
				interests: '',
				facilitator: 'facilitator3',
			},
			manager,
			['theme', 'targets', 'partners', 'facilitator', 'place'],
		);
		await timeline.until(at(days.officeAgo(296), '10:00'));
		await act(stage, startCourse, manager, { id, seenExisting: 'yes' });
		await act(stage, prepareForum, manager, {
			id,
			reason: '全区の情報交換会のため、4回連続講座は行いません。',
		});
		await act(stage, launchForum, manager, { id, launchedOn: dateInTokyo(timeline.now()) });
		tellOfSession(stage, firstExchange, 'exchange');
	});
	timeline.begin(at(days.officeAgo(130), '13:00'), async () => {
		const month = (ahead: number) => {
			const date = addMonths(days.today, ahead);
			return `${date.slice(0, 4)}年${Number(date.slice(5, 7))}月頃`;
		};
		const { id } = await act(stage, planSession, manager, {
			...{
				kind: 'exchange',
				title: '第2回 情報交換会',
				theme: '支える人を支える',
				forumId: madeOf(stage, 'forum:exchange'),
			},
			...{
				lead: '活動を続ける人の疲れやつらさを、どう分け合うかを話し合います。',
				when: month(-1),
				startsAt: '13:30',
				endsAt: '16:00',
			},
			...{
				placeName: '蒼浜区民センター 3階 大会議室',
				placeAddress: '蒼浜区本町1-2-3',
				audience: 'public',
				ways: ['hall', 'online'],
			},
			...{ capacity: '60', contact: '蒼浜区社協 03-0111-2601' },
		});
		stage.made.set('session:exchange2', id);
		await ask(
			stage,
			id,
			['活動していて、疲れるのはどんなときですか', 'だれに、どんなふうに支えてほしいですか'],
			manager,
		);
		await act(stage, announceSession, manager, { id });
		await timeline.until(at(days.officeAgo(70), '10:10'));
		await act(stage, changeDate, manager, {
			id,
			when: days.officeAgo(30),
			reason: '会場が決まりました。',
		});
		await timeline.until(at(days.officeAgo(46), '16:40'));
		await act(stage, postponeSession, manager, {
			...{ id, when: month(2) },
			reason: '講師の方のご都合により、延期します。お申し込みの内容は、そのまま引き継ぎます。',
		});
		await timeline.until(at(days.officeAgo(10), '11:10'));
		await act(stage, announceSession, manager, { id });
		await act(stage, changeDate, manager, {
			id,
			when: nextOfficeDay(addMonths(days.today, 2)),
			reason: '日にちが決まりました。',
		});
	});
}

export function tellOfLiaison(stage: Stage): void {
	const { timeline, days } = stage;
	const manager = player(stage, 'csw7');
	timeline.begin(at(days.officeAgo(212), '14:20'), async () => {
		const id = await openForum(
			stage,
			{
				...{
					key: 'liaison',
					name: '水見地区 福祉連絡会',
					nameKana: 'みずみちく ふくしれんらくかい',
				},
				kind: 'liaison',
				purpose: '水見地区で活動する団体と機関が、地区の課題を持ち寄ります。',
				areas: ['水見'],
				themes: ['災害のときの助けあい', '体調と一人暮らし', '夜の見守り'],
				targets: '水見地区で活動する団体と機関',
				interests: '防災、見守り、高齢',
				issue: 'disaster',
				facilitator: 'facilitator4',
			},
			manager,
			allChecks,
		);
		await act(stage, startCourse, manager, { id, seenExisting: 'yes' });
		await act(stage, prepareForum, manager, {
			id,
			reason: '前から続いている連絡会のため、講座は行いません。',
		});
		await act(stage, launchForum, manager, { id, launchedOn: dateInTokyo(timeline.now()) });
		for (const session of liaisonSessions) tellOfSession(stage, session, 'liaison');
	});
}
