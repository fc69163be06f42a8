import type { BenefitKind } from '#lib/benefits/sheet.ts';

/** A row of a 相利評価表: an organisation of the directory, or a group under a name. */
export type PartyText = {
	who: string;
	trouble: string;
	purpose: string;
	activity: string;
	role: string;
	benefits: readonly {
		kind: BenefitKind;
		text: string;
		/** What the party itself said at the end; who is no organisation told it to the 進行役. */
		realised?: { how: '0' | '1' | '2' | '3'; comment: string; heardFrom?: string };
	}[];
	/** Days ago on which it left. */
	leftAgo?: number;
};

/** The table of 「夕方の灯り」: made in the fourth session of 灯山, taken up, looked at again, judged at the end. */
export const lanternTable = {
	title: '夕方の灯り',
	activity: '灯山の子どもが、夕方5時から8時まで安心して過ごせる場所を、曜日を分けて開く',
	parties: [
		{
			who: 'org:灯山坂下町会',
			trouble: '会館が平日の夜に空いている。若い家庭と話す機会がない',
			purpose: '会館を、顔の見えるつながりの場所にしたい',
			activity: '火曜日と木曜日に会館を開ける',
			role: '鍵と、近所への説明',
			benefits: [
				{
					kind: 'spirit',
					text: '若い家庭と知り合える',
					realised: { how: '3', comment: '町会の行事に、はじめて来る家庭がふえました。' },
				},
				{
					kind: 'situation',
					text: '夜の会館に人の気配がある',
					realised: { how: '2', comment: '金曜日は、まだ早く閉まります。' },
				},
			],
		},
		{
			who: 'org:NPO法人 灯りの輪',
			trouble: '一つの団体では、週1日しか開けない',
			purpose: '毎日でも来られる居場所にしたい',
			activity: '全部の曜日の進み具合を見る',
			role: '居場所の運営と、保険の手続き',
			benefits: [
				{
					kind: 'situation',
					text: '開く日がふえる',
					realised: { how: '3', comment: '週1日が、週4日になりました。' },
				},
			],
		},
		{
			who: 'org:髙﨑ひなた子ども食堂',
			trouble: '食材が余る日がある。場所を借りるお金がかかる',
			purpose: '週2日、続けて食事を出したい',
			activity: '火曜日と金曜日の夕食をつくる',
			role: '夕食と、食べられないものの確かめ',
			benefits: [
				{
					kind: 'money',
					text: '場所代がかからない',
					realised: { how: '3', comment: '会館を使わせていただいています。' },
				},
				{
					kind: 'goods',
					text: '食材を余らせない',
					realised: { how: '2', comment: '夏は、まだ余る日がありました。' },
				},
			],
		},
		{
			who: 'org:NPO法人 ともしび学習室',
			trouble: '待っている子どもを断っている',
			purpose: '勉強したい子どもを断らない',
			activity: '水曜日に宿題を見る',
			role: '学生の手配',
			benefits: [
				{
					kind: 'spirit',
					text: '断らずにすむ',
					realised: { how: '3', comment: '断ることがなくなりました。' },
				},
			],
		},
		{
			who: 'org:蒼浜区立灯山小学校PTA',
			trouble: '働く保護者は、夕方に迎えに行けない',
			purpose: '子どもを安心して待たせたい',
			activity: 'お便りで、場所と曜日を知らせる',
			role: '保護者へのお知らせ',
			benefits: [
				{
					kind: 'spirit',
					text: '仕事が終わるまで安心できる',
					realised: { how: '2', comment: '雨の日の帰り道が、まだ心配です。' },
				},
			],
		},
		{
			who: 'org:こども見守り青パト隊',
			trouble: '隊員の年が上がり、回る先も決まらない',
			purpose: '続けられる見回りにしたい',
			activity: '帰り道を三つの方向に付き添う',
			role: '付き添いの順番づくり',
			benefits: [
				{
					kind: 'situation',
					text: '回る道と時間が決まる',
					realised: { how: '3', comment: '目的がはっきりし、隊員が3人ふえました。' },
				},
			],
		},
		{
			who: 'org:社会福祉法人 灯山愛児園',
			trouble: '土曜日の部屋が空いている',
			purpose: '卒園した子どもとつながっていたい',
			activity: '土曜日に部屋を開ける',
			role: '部屋の用意',
			benefits: [{ kind: 'spirit', text: '卒園した子どもに会える' }],
			leftAgo: 139,
		},
		{
			who: '灯山の中学生',
			trouble: '家では静かに宿題ができない',
			purpose: '落ち着ける場所がほしい',
			activity: '小学生の宿題をいっしょに見る',
			role: '小学生の話し相手',
			// nobody had asked them at first: the blank was what made the others ask
			benefits: [
				{
					kind: 'situation',
					text: '自分の机がある',
					realised: {
						how: '2',
						comment: '「教えると、自分もわかる」と話してくれました。',
						heardFrom: '中学生3人から、居場所で',
					},
				},
			],
		},
	],
} as const satisfies {
	title: string;
	activity: string;
	parties: readonly PartyText[];
};
