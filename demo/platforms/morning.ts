import type { PlatformText } from './types.ts';

export const morning: PlatformText = {
	key: 'morning',
	name: 'エレベーター前の朝のあいさつ',
	nameKana: 'えれべーたーまえのあさのあいさつ',
	issue: 'condo-alone',
	session: 'futo:2',
	purpose: '同じ建物に住む方が、近すぎず遠すぎない距離で、互いの異変に気づけるようにします。',
	successCondition:
		'三つの建物で、週2回の朝のあいさつが3か月続き、気になったときに知らせる一つの電話番号が決まること。',
	period: '半年ほど',
	neededRoles: ['朝に立つ人', '知らせを受ける電話', '管理会社との連絡', '配達のときの声かけ'],
	howToJoin: '週1回、30分からでかまいません。見守られる側としての参加も歓迎します。',
	calledAgo: 14,
	caller: { who: 'org:シーサイド埠頭マンション自治会', roles: ['朝に立つ', '管理会社との連絡'] },
	joins: [{ who: 'org:株式会社 あさなぎ新聞販売', roles: ['配達のときの声かけ'] }],
	waits: ['NPO法人 埠頭ネット', '埠頭新町地区民生委員児童委員協議会', '埠頭新町自治会'],
	asks: [
		{ who: 'resident14', displayName: '上の階', roles: ['朝に立つ'], ago: 4, welcomed: false },
	],
	actions: [
		{
			what: '管理会社に、ロビーを使ってよいか聞く',
			who: 'org:シーサイド埠頭マンション自治会',
			dueIn: 6,
			madeAgo: 5,
			startedAgo: 3,
		},
	],
	entries: [],
};
