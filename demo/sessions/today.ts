import type { ActorGroup } from '#lib/organisations/rules.ts';

/** A session that is under way when somebody first opens the program: console, wall and board have something to show. */
export const today = {
	key: 'today',
	kind: 'talk',
	title: '橋詰で、毎日顔を合わせる場所を考える会',
	theme: '銭湯のあとの居場所',
	lead: '銭湯やベンチがなくなったあと、どこで顔を合わせるかを、4人ずつの卓で話し合います。',
	place: '橋詰 まちの縁側',
	address: '蒼浜区橋詰5-24',
	access: '入口に段差がありません。',
	areas: ['橋詰'],
	capacity: 20,
} as const;

export const todaysQuestions = [
	'顔を合わせる所が減って、何が起きていますか',
	'どこなら、また顔を合わせられますか',
] as const;

export const todaysAgenda = [
	{ kind: 'opening', title: 'はじめのことば', minutes: '5' },
	{ kind: 'introductions', title: '自己紹介（ひとり1分）', minutes: '10' },
	{ kind: 'discussion', title: '卓で話し合う', minutes: '50' },
	{ kind: 'sharing', title: '卓ごとに発表', minutes: '15' },
	{ kind: 'closing', title: 'ふりかえりと次回', minutes: '10' },
] as const;

type Neighbour = { name: string; by: ActorGroup; organisation?: string };

/** Four at each table, in this order; the names are invented. */
export const todaysHall: readonly Neighbour[] = [
	{ name: '灰原 次郎', by: 'residents' },
	{ name: '千田 みね', by: 'residents' },
	{ name: '矢代 きみ', by: 'residents' },
	{ name: '駒井 昭', by: 'residents' },
	{ name: '奥村 文子', by: 'residents' },
	{ name: '土居 春子', by: 'civicGroup', organisation: 'おもちゃのびょういん蒼浜' },
	{ name: '小田切 薫', by: 'civicGroup', organisation: '手話サークル・なぎさ' },
	{ name: '羽鳥 一郎', by: 'civicGroup', organisation: 'スマホ教え隊' },
	{ name: '三宅 弘', by: 'company', organisation: '蒼浜信用金庫' },
	{ name: '白井 なお', by: 'company', organisation: '株式会社 あさなぎ新聞販売' },
	{ name: '石川 恵', by: 'welfareCorporation', organisation: '社会福祉法人 松籟会' },
	{ name: '秋元 由紀', by: 'administration', organisation: '蒼浜区地域福祉課' },
];

type Written = { text: string; table: number; by: ActorGroup; cluster?: string };

/** On the board under the first and the second question; clusters are named by the facilitator. */
export const todaysNotes: readonly (readonly Written[])[] = [
	[
		{ text: '一日だれとも話さない日がある', table: 1, by: 'residents', cluster: '話す相手' },
		{ text: '話す相手がいなくて、テレビだけの日が続く', table: 2, by: 'residents' },
		{ text: '話す相手は病院の待合室の人だけ', table: 3, by: 'residents' },
		{ text: '具合の悪い人に気づくのが遅れた', table: 1, by: 'civicGroup', cluster: '気づき' },
		{ text: '新聞がたまっていても、聞ける人がいない', table: 2, by: 'company', cluster: '気づき' },
		{ text: '座る所がなくて、買い物の帰りに休めない', table: 1, by: 'residents' },
		{ text: '休む所がないので、遠くまで歩かなくなった', table: 3, by: 'civicGroup' },
		{ text: '相談が、重くなってから来るようになった', table: 3, by: 'administration' },
	],
	[
		{ text: '信用金庫の待合を、昼の1時間だけ開く', table: 2, by: 'company' },
		{ text: '店の前にベンチを一つ置く', table: 1, by: 'residents' },
		{ text: '朝の体操のあとに、お茶を一杯', table: 3, by: 'residents' },
	],
];

/** Two at once had other words for the first note. */
export const todaysWordings = [
	'一日だれとも話さない日が、週に3日ある',
	'声を出さない日がある',
] as const;

/** Everybody is asked; by position how many of them agree, and how many do not. */
export const todaysStatements: readonly {
	text: string;
	agree: readonly ActorGroup[];
	disagree: readonly ActorGroup[];
}[] = [
	{
		text: '顔を合わせる場所は、歩いて5分の所にほしい。',
		agree: ['residents', 'civicGroup', 'company', 'welfareCorporation', 'administration'],
		disagree: [],
	},
	{
		text: 'お金を払ってでも、毎日行ける所がほしい。',
		agree: ['residents', 'company'],
		disagree: ['civicGroup', 'administration'],
	},
	{
		text: '見守りは、決まった人が当番でするのがよい。',
		agree: ['administration', 'welfareCorporation'],
		disagree: ['residents', 'civicGroup'],
	},
	{
		text: '若い人が来なくても、続けられればよい。',
		agree: ['residents'],
		disagree: ['company', 'administration', 'civicGroup'],
	},
];

/** Put aside for later. */
export const todaysParked = '公園の管理を、区とどう分けるか';
