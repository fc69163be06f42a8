import type { GapStanding } from '#lib/functions/rules.ts';
import type { IssueKey } from './issue-times.ts';

/** 地域の働き: what the council writes down, who is taken over from the directory, and what is missing. */
export type FunctionText = {
	name: string;
	nameKana: string;
	description: string;
	words: readonly string[];
	/** Bodies outside the directory. */
	others?: readonly { who: string; what: string; area?: string; people?: string }[];
	/** Bodies of the directory by name. */
	bodies?: readonly string[];
	gaps?: readonly {
		area?: string;
		standing: GapStanding;
		text: string;
		issue?: IssueKey;
		/** What became of it. */
		filled?: string;
		forPolicy?: true;
	}[];
};

export const functionTexts: readonly FunctionText[] = [
	{
		name: '夕方の居場所',
		nameKana: 'ゆうがたのいばしょ',
		description: '学校が終わってから家の人が帰るまで、子どもが安心して過ごせる場所です。',
		words: ['放課後', '子ども食堂', '学習室'],
		bodies: ['NPO法人 灯りの輪', '髙﨑ひなた子ども食堂'],
		gaps: [
			{
				area: '灯山',
				standing: 'weak',
				text: '夕方6時から8時までの「あと1時間」を受け持つ人が足りません。',
				issue: 'evening-children',
				filled: '坂下会館の夕方の居場所が、週4日になりました。',
			},
			{
				area: '松ヶ原台',
				standing: 'missing',
				text: '坂の上には、夕方に開いている場所がありません。',
			},
		],
	},
	{
		name: '移動の手助け',
		nameKana: 'いどうのてだすけ',
		description: '買い物や通院に、いっしょに行ったり、車で送ったりします。',
		words: ['送迎', '付き添い', '通院', '買い物'],
		others: [
			{ who: '水見の送迎の有志', what: '週に1回、店まで車を出します。', area: '水見', people: '3' },
		],
		gaps: [
			{
				area: '松ヶ原台',
				standing: 'missing',
				text: '坂の上から店や病院まで、車を出す団体がありません。',
				issue: 'hill-shopping',
				forPolicy: true,
			},
		],
	},
	{
		name: '一人暮らしの方の見守り',
		nameKana: 'ひとりぐらしのかたのみまもり',
		description: '声をかけたり、変わったことに気づいたりします。',
		words: ['見守り', '訪問', '声かけ'],
		gaps: [
			{
				area: '埠頭新町',
				standing: 'weak',
				text: 'マンションの中では、顔を合わせる機会が少なく、当番が続いていません。',
				issue: 'condo-alone',
			},
		],
	},
	{
		name: 'やさしい日本語の手紙',
		nameKana: 'やさしいにほんごのてがみ',
		description: '役所や学校のお知らせを、読みやすい言葉に書き直します。',
		words: ['通訳', '翻訳', '外国につながる方'],
		gaps: [
			{
				standing: 'weak',
				text: '書き直す人が、区全体で数人しかいません。',
				issue: 'foreign-roots',
			},
		],
	},
	{
		name: '食の支え',
		nameKana: 'しょくのささえ',
		description: '食事や食べ物を、必要な方に届けます。',
		words: ['配食', 'フードパントリー', '食事会'],
		bodies: ['髙﨑ひなた子ども食堂'],
	},
];

/** What came out of the fourth session of the course, taken over in the same words. */
export const takenOver = {
	session: 'session:hiyama:4',
	area: '灯山',
	missing: [
		{ text: '夜の帰り道の付き添い', name: '夜の帰り道の付き添い' },
		{ text: '保護者が夜に相談できる時間', name: '夜の相談' },
	],
} as const;
