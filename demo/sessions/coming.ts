import type { AskedSheet, Plan } from './types.ts';

/** What is announced for the next weeks, so that the first page always has somewhere to go. */
export type Coming = Plan & {
	/** How many people have put their names down so far. */
	signUps: number;
	/** Opinions that were sent in beforehand, to the first question. */
	offered?: readonly string[];
	sheets?: readonly AskedSheet[];
	questions: readonly string[];
	announcedAgo: number;
	/** Where it stands: without a sign-up it is only announced. */
	withRegistration: boolean;
};

export const coming: readonly Coming[] = [
	{
		key: 'coming:phone',
		kind: 'study',
		title: 'はじめてのスマートフォン 困ったときの聞き方',
		theme: '近所で聞ける人をふやす',
		lead: '使い方を教わる会ではなく、「聞き方」を一緒に練習する会です。電話でもお申し込みいただけます。',
		ago: -9,
		starts: '13:30',
		ends: '15:00',
		place: '橋詰 まちの縁側',
		address: '蒼浜区橋詰5-24',
		access: '入口に段差がありません。手話通訳を用意できます。',
		areas: ['橋詰'],
		lecturer: { name: '手塚 徹', honorific: '氏', affiliation: 'スマホ教え隊' },
		capacity: 20,
		signUps: 25,
		questions: ['家で困ったとき、どうしていますか'],
		offered: [
			'孫に聞いても、早口でわかりません。',
			'電話で聞ける日があるとよいです。',
			'画面が変わってしまうと、もう戻れません。',
		],
		announcedAgo: 20,
		withRegistration: true,
	},
	{
		key: 'coming:rubbish',
		kind: 'talk',
		title: 'ちょっとした困りごとを頼める近所へ',
		theme: 'ごみ出し・電球・重い物',
		lead: '頼みたい人と、手伝える人が出会う方法を話し合います。',
		ago: -13,
		starts: '10:00',
		ends: '11:45',
		place: '松ヶ原台会館',
		address: '蒼浜区松ヶ原台3-2',
		areas: ['松ヶ原台', '灯山'],
		issue: 'rubbish',
		capacity: 30,
		signUps: 9,
		questions: ['どんなことなら、気軽に頼めますか', '手伝える人に、どう声をかけますか'],
		offered: ['お礼を渡せるほうが、頼みやすいです。', '15分で終わることなら手伝えます。'],
		sheets: [
			{
				organisation: 'さかみち',
				answer: {
					whatWeDo: '坂の上に住む方の買い物とごみ出しを、週に三回手伝っています。会員は14人です。',
					troubles: '雨の日に動ける人が足りません。\n重い物は、二人いないと運べません。',
					wishes: '中学生といっしょに、朝のごみ出しをしてみたいです。',
				},
			},
			{
				organisation: '松ヶ原台自治会',
				answer: {
					whatWeDo: '月に一度、会館で茶話会を開いています。',
					troubles: '頼みたい方がどこにいるのか、わかりません。',
					wishes: '会館に、頼みごとを書く掲示板を置きたいです。',
					byTelephone: true,
					shown: ['whatWeDo', 'wishes'],
				},
			},
			{
				organisation: 'NPO法人 埠頭ネット',
			},
			{
				organisation: '灯山坂下商店街振興組合',
				answer: {
					whatWeDo: '買った物を、店の者が帰りに届けています。',
					troubles: '届け先で、電球の取り替えなども頼まれます。時間が取れません。',
					wishes: '届けるときに、困りごとを聞いて伝える役ならできます。',
				},
			},
		],
		announcedAgo: 16,
		withRegistration: true,
	},
	{
		key: 'coming:bearers',
		kind: 'talk',
		title: '働く世代と地域の活動（夜の部）',
		theme: '月に一度、30分から',
		lead: '夜や週末に少しだけ加われる形を、働く方と一緒に考えます。オンラインでも参加できます。',
		ago: -18,
		starts: '19:00',
		ends: '20:30',
		place: '北浜東ふれあい館',
		address: '蒼浜区北浜東2-11',
		areas: ['北浜東'],
		issue: 'bearers',
		capacity: 40,
		signUps: 6,
		questions: ['どんな形なら、加わりやすいですか'],
		announcedAgo: 12,
		withRegistration: true,
	},
	{
		key: 'coming:kitahama',
		kind: 'smallTalk',
		title: '北浜西 地域の話し合いの場 準備の会',
		theme: 'やさしい日本語で話す場づくり',
		lead: '北浜西で新しく始める話し合いの場について、準備の会を開きます。日にちは、決まりしだいお知らせします。',
		ago: -75,
		starts: '',
		ends: '',
		place: '北浜西地域センター',
		address: '蒼浜区北浜西2-8',
		areas: ['北浜西'],
		issue: 'foreign-roots',
		signUps: 0,
		questions: ['どんな場なら、来やすいですか'],
		announcedAgo: 8,
		withRegistration: false,
	},
];
