import { officer } from './officer.ts';
import type { PlatformText } from './types.ts';

export const bento: PlatformText = {
	key: 'bento',
	name: '夏休みのお弁当',
	nameKana: 'なつやすみのおべんとう',
	issue: 'food-poverty',
	session: 'talk:food-poverty',
	purpose: '給食のない長い休みに、だれでも気がねなく、昼ごはんを受け取れるようにします。',
	successCondition:
		'夏休みの平日に毎日40食を用意し、申し込んだ家庭の8割が「受け取りやすかった」と答えること。',
	period: '1年ほど',
	neededRoles: ['作る人', '野菜を出す人', '受け渡しの場所', '学校との連絡'],
	howToJoin: '調理は水見地域センターの調理室です。1日だけの手伝いもできます。',
	calledAgo: 255,
	activeAgo: 226,
	caller: { who: 'org:NPO法人 みんなの台所', roles: ['献立と調理', '申し込みの受付'] },
	joins: [
		{ who: 'org:髙﨑ひなた子ども食堂', roles: ['調理'] },
		{ who: 'org:NPO法人 おひさまファーム', roles: ['野菜を出す'] },
		{ who: 'org:蒼浜信用金庫', roles: ['ロビーでの受け渡し', '包む材料の寄付'] },
		{ who: 'org:水見町会', roles: ['会館での受け渡し'] },
		{ who: 'org:蒼浜区立水見中学校', roles: ['全家庭へのお知らせ'] },
	],
	asks: [{ ...officer, roles: ['就学援助のお知らせとの調整'], ago: 210, welcomed: true }],
	actions: [
		{
			what: '受け渡しの場所を三つ決める',
			who: 'org:蒼浜信用金庫',
			madeAgo: 222,
			startedAgo: 210,
			doneAgo: 180,
		},
		{
			what: '申し込みの紙から、収入の欄をなくす',
			who: 'org:NPO法人 みんなの台所',
			madeAgo: 222,
			startedAgo: 205,
			doneAgo: 188,
		},
		{
			what: '献立を二週間分つくる',
			who: 'org:髙﨑ひなた子ども食堂',
			madeAgo: 190,
			startedAgo: 170,
			doneAgo: 150,
		},
		{
			what: '長い休みの平日に、毎日40食を届ける',
			who: 'org:NPO法人 みんなの台所',
			madeAgo: 160,
			startedAgo: 124,
			doneAgo: 86,
		},
		{
			what: '受け取った家庭に聞き取りをする',
			who: 'org:蒼浜区立水見中学校',
			madeAgo: 100,
			startedAgo: 80,
			doneAgo: 30,
		},
		{
			what: '次の長い休みの10日間を試す',
			who: 'org:NPO法人 みんなの台所',
			dueIn: 28,
			madeAgo: 22,
			startedAgo: 15,
		},
	],
	entries: [
		{
			who: 'org:NPO法人 みんなの台所',
			ago: 186,
			stage: 'share',
			progress: '申し込みは名前と食数だけにしました。',
			learned: '収入を書かなくてよいと知って、申し込んだ方がいました。',
		},
		{
			who: 'org:NPO法人 おひさまファーム',
			ago: 140,
			stage: 'act',
			progress: 'はじめの休みに8日間試し、1日24食でした。',
		},
		{
			who: 'org:蒼浜信用金庫',
			ago: 92,
			stage: 'act',
			progress: '長い休みの間、毎日40食を用意できました。受け渡しの列はできませんでした。',
			tried: '受け取りの時間に1時間の幅を持たせました。',
			learned: 'だれのための弁当かを聞かないことが、大切でした。',
		},
		{
			who: 'org:蒼浜区立水見中学校',
			ago: 28,
			stage: 'review',
			progress: '聞き取りに答えた52家庭のうち、44家庭が「受け取りやすかった」と答えました。',
		},
	],
	question: {
		kind: 'achieve',
		ago: 6,
		words:
			'長い休みの平日に毎日40食を用意し、聞き取りでは8割をこえる家庭が「受け取りやすかった」と答えました。達成の目安に届いたと思います。皆さんはどう思われますか。',
		answers: [
			{ who: 'org:NPO法人 おひさまファーム', benefit: '規格に合わない野菜が、全部生きました。' },
			{
				who: 'org:蒼浜信用金庫',
				benefit: 'ロビーが、用のない日にも立ち寄れる場所になりました。',
			},
		],
	},
};
