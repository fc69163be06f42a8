import { officer } from './officer.ts';
import type { PlatformText } from './types.ts';

export const lights: PlatformText = {
	key: 'lights',
	name: '夕方の灯り',
	nameKana: 'ゆうがたのあかり',
	issue: 'evening-children',
	session: 'hiyama:4',
	purpose: '灯山の子どもが、夕方から夜8時まで、安心して過ごせる場所をつくります。',
	successCondition:
		'週4日、夕方5時から8時まで開く場所ができ、3か月続くこと。夜の帰り道に大人が付き添えること。',
	period: '8か月ほど',
	neededRoles: [
		'部屋を開ける人',
		'夕食をつくる人',
		'宿題を見る人',
		'帰り道に付き添う人',
		'学校との連絡',
	],
	howToJoin: '灯山坂下会館で、毎週火曜日の夕方にどなたでも見学できます。',
	calledAgo: 284,
	activeAgo: 262,
	caller: { who: 'org:灯山坂下町会', roles: ['会館を開ける', '近所への説明'] },
	joins: [
		{ who: 'org:NPO法人 灯りの輪', roles: ['居場所の運営', '保険の手続き'] },
		{ who: 'org:髙﨑ひなた子ども食堂', roles: ['夕食をつくる'] },
		{ who: 'org:NPO法人 ともしび学習室', roles: ['宿題を見る'] },
		{ who: 'org:蒼浜区立灯山小学校PTA', roles: ['お便りでのお知らせ'] },
		{ who: 'org:灯山坂下商店街振興組合', roles: ['店から会館までの案内', '惣菜の提供'] },
		{ who: 'org:こども見守り青パト隊', roles: ['帰り道の付き添い'] },
		{ who: 'org:社会福祉法人 灯山愛児園', roles: ['土曜日の部屋'] },
	],
	asks: [
		{ ...officer, roles: ['区の制度の案内'], ago: 255, welcomed: true },
		{
			who: 'student',
			displayName: 'れん（学生）',
			roles: ['宿題を見る'],
			ago: 205,
			welcomed: true,
		},
	],
	leaves: { who: 'org:社会福祉法人 灯山愛児園', ago: 140, to: 'org:NPO法人 灯りの輪' },
	actions: [
		{
			what: '近所への説明の会を開く',
			who: 'org:灯山坂下町会',
			madeAgo: 260,
			startedAgo: 258,
			doneAgo: 250,
		},
		{
			what: '行事保険に申し込む',
			who: 'org:NPO法人 灯りの輪',
			madeAgo: 260,
			startedAgo: 256,
			doneAgo: 248,
		},
		{
			what: '火曜日の夕食を始める',
			who: 'org:髙﨑ひなた子ども食堂',
			madeAgo: 258,
			startedAgo: 245,
			doneAgo: 240,
		},
		{
			what: 'アレルギーを確かめる紙をつくる',
			who: 'org:髙﨑ひなた子ども食堂',
			madeAgo: 215,
			startedAgo: 180,
			doneAgo: 168,
		},
		{
			what: '帰り道の付き添いの順番を決める',
			who: 'org:こども見守り青パト隊',
			madeAgo: 200,
			startedAgo: 190,
			doneAgo: 150,
		},
		{
			what: '土曜日に使える部屋を調べる',
			who: 'org:社会福祉法人 灯山愛児園',
			madeAgo: 180,
			startedAgo: 170,
		},
		{
			what: '木曜日と金曜日を加える',
			who: 'org:NPO法人 灯りの輪',
			madeAgo: 150,
			startedAgo: 140,
			doneAgo: 112,
		},
	],
	entries: [
		{
			who: 'org:灯山坂下町会',
			ago: 236,
			stage: 'act',
			progress: '火曜日の夕方が始まりました。はじめの日は5人、今は8人前後が来ます。',
			tried: '店から会館までの案内を、商店街の方にお願いしました。',
			learned: '知っている大人が一人いると、次も来ます。',
		},
		{
			who: 'org:NPO法人 ともしび学習室',
			ago: 190,
			stage: 'act',
			progress: '水曜日も開きました。中学生が小学生に教えるようになりました。',
			learned: '教える役があると、中学生も来やすくなります。',
		},
		{
			who: 'org:こども見守り青パト隊',
			ago: 148,
			stage: 'act',
			progress: '帰り道の付き添いが、毎回できるようになりました。',
			tried: '三つの方向に分かれて歩きました。',
			next: '雨の日の道を決めます。',
		},
		{
			who: 'org:NPO法人 灯りの輪',
			ago: 110,
			stage: 'act',
			progress: '週4日になりました。長い休みは昼から開けました。',
		},
		{
			who: 'officer',
			ago: 78,
			stage: 'review',
			progress: '週4日が3か月続きました。帰り道の付き添いは、休んだ日がありません。',
		},
	],
	question: {
		kind: 'achieve',
		ago: 62,
		words:
			'週4日、夕方5時から8時までの場所が3か月続き、帰り道の付き添いもできています。子どもたちから「ここがあるから平気」という声を聞きました。達成したと考えます。',
		answers: [
			{
				who: 'org:NPO法人 灯りの輪',
				benefit: '一団体では開けなかった曜日を、地域の方と一緒に開けました。',
			},
			{ who: 'org:髙﨑ひなた子ども食堂', benefit: '食材を無駄にせず、作る日をふやせました。' },
			{ who: 'org:NPO法人 ともしび学習室', benefit: '断ることがなくなりました。' },
			{
				who: 'org:蒼浜区立灯山小学校PTA',
				benefit: '働く保護者どうしが、話せるようになりました。',
			},
			{
				who: 'org:灯山坂下商店街振興組合',
				benefit: '店の前が、子どもの声でにぎやかになりました。',
			},
			{ who: 'org:こども見守り青パト隊', benefit: '巡回の目的がはっきりし、隊員がふえました。' },
			{ who: 'officer', benefit: '制度の使いにくいところが、よくわかりました。' },
			{ who: 'student', benefit: '自分の町に、知っている人が30人できました。' },
		],
	},
	end: {
		ago: 49,
		reached:
			'会館・食堂・学習室を曜日でつなぎ、週4日、夕方5時から8時までの居場所が3か月をこえて続きました。登録した子どもは34人、夜の帰り道の付き添いは112回です。',
		thanks:
			'鍵を開け、鍋を洗い、宿題を見て、雨の日も一緒に歩いてくださった皆さま、ありがとうございました。灯りは、これからも三つの団体が受け持って続きます。',
		remains: [
			{ words: '学校に行けない子どもの、昼の居場所', destination: 'issue' },
			{ words: '週4日の居場所を続けること', destination: 'member' },
		],
		resolves: true,
		outcome: {
			title: '灯山に、週4日の夕方の居場所ができた',
			kind: 'mechanism',
			voices:
				'「夜ごはんを、だれかと食べられるのがうれしい。」「迎えに行く道で、子どもが今日の話をしてくれるようになりました。」',
			evidence: '開いた日の記録（3か月で52日）、子どもと保護者への聞き取り。',
			number: { value: '34', unit: '人', meaning: '登録した子ども' },
			publishedAgo: 44,
		},
	},
};
