import type { IssueKey } from './issue-times.ts';

/** What residents, organisations and the office say to an issue. `after` counts days from its sharing. */
export type CommentText = {
	issue: IssueKey;
	after: number;
	/** A key of people.ts, or `org:` and an organisation that speaks as itself. */
	who: string;
	/** 表示名; none for an organisation and the office. */
	alias?: string;
	body: string;
	/** What happens to it afterwards. */
	then?: 'reported' | 'kept' | 'hidden' | 'edited' | 'withdrawn' | 'shown';
};

export const commentTexts: readonly CommentText[] = [
	{
		issue: 'evening-children',
		after: 6,
		who: 'resident0',
		alias: '坂下の住民',
		body: '店先で宿題をしている子を見かけます。座れる場所が一つあるだけで違うと思います。',
	},
	{
		issue: 'evening-children',
		after: 9,
		who: 'org:灯山坂下町会',
		body: '町会の会館は、平日の夕方なら空いています。鍵の開け閉めは役員で分担できます。',
	},
	{
		issue: 'evening-children',
		after: 15,
		who: 'org:蒼浜区立灯山小学校PTA',
		body: '保護者どうしでも話題になっています。仕事の帰りに迎えに行ける時間だと助かります。',
	},
	{
		issue: 'evening-children',
		after: 22,
		who: 'org:NPO法人 ともしび学習室',
		body: '学習室で断ってしまったお子さんのことが、ずっと気になっていました。小学生の場ができるなら手伝いたいです。',
	},
	{
		issue: 'evening-children',
		after: 30,
		who: 'resident5',
		alias: '',
		body: '子どもの声がうるさいという人もいると思います。近所への説明を先にしてはどうでしょうか。',
		then: 'edited',
	},
	{
		issue: 'evening-children',
		after: 360,
		who: 'office',
		body: '「夕方の灯り」は目的を達して解散しました。場所は三つの団体が引き継いで続けています。ご協力くださった皆さま、ありがとうございました。',
	},
	{
		issue: 'new-mothers',
		after: 8,
		who: 'org:NPO法人 SODATE',
		body: '昼食会に来られる方の半分は、越して一年以内の方です。はじめの一回に付き添う人がいると続きます。',
	},
	{
		issue: 'new-mothers',
		after: 14,
		who: 'resident8',
		alias: 'ひよこ',
		body: '越してきたとき、窓口で集まりのちらしをもらいました。でも一人で行くのは勇気がいりました。',
	},
	{
		issue: 'new-mothers',
		after: 40,
		who: 'org:絵本よみきかせ ぽんぽこ',
		body: '絵本の会は予約がいりません。途中で帰っても大丈夫です。',
	},
	{
		issue: 'hill-shopping',
		after: 5,
		who: 'org:さかみち',
		body: '買い物の代行をしています。「自分で選びたい」という声が多く、店まで行ける方法を考えたいです。',
	},
	{
		issue: 'hill-shopping',
		after: 12,
		who: 'resident3',
		alias: '坂の上 45年',
		body: '昔は店が三つありました。今は一つもありません。若い人も、雨の日は困っています。',
	},
	{
		issue: 'hill-shopping',
		after: 20,
		who: 'org:有限会社 松原タクシー',
		body: '昼の2時台は車が空いています。定期の乗り合いなら、計画が立てやすいです。',
	},
	{
		issue: 'hill-shopping',
		after: 26,
		who: 'resident11',
		alias: '通りがかり',
		body: '坂の上に住むと決めたのは自分たちではないですか。',
		then: 'kept',
	},
	{
		issue: 'hill-shopping',
		after: 60,
		who: 'officer',
		alias: '区で働く一人',
		body: '公共交通の担当とも情報を共有しています。試してみる便の様子を、ぜひ聞かせてください。',
	},
	{
		issue: 'condo-alone',
		after: 7,
		who: 'org:シーサイド埠頭マンション自治会',
		body: '理事会で話しましたが、個人のことにどこまで立ち入ってよいか、迷っています。',
	},
	{
		issue: 'condo-alone',
		after: 16,
		who: 'resident14',
		alias: '上の階',
		body: '毎朝同じ時間にエレベーターで会う方がいます。名前は知りませんが、会わない日は心配になります。',
		then: 'shown',
	},
	{
		issue: 'condo-alone',
		after: 33,
		who: 'org:埠頭新町地区民生委員児童委員協議会',
		body: 'オートロックのため、お訪ねできないお宅が半分あります。管理組合と一緒に考えられるとうれしいです。',
	},
	{
		issue: 'condo-alone',
		after: 70,
		who: 'resident19',
		alias: '',
		body: '見守られていると感じるのも、少し窮屈です。あいさつくらいがちょうどよいです。',
	},
	{
		issue: 'retired-men',
		after: 4,
		who: 'haibara',
		alias: '元・会社員',
		body: '何か手伝うことがあれば出かけられます。お茶を飲むだけの会は、どうも苦手です。',
	},
	{
		issue: 'retired-men',
		after: 18,
		who: 'org:ふれあい水曜会',
		body: '男の料理の会は、役割が決まっているので続いています。包丁を研ぐ係が一番人気です。',
	},
	{
		issue: 'retired-men',
		after: 45,
		who: 'resident6',
		alias: 'ひさ',
		body: '名前の前に仕事の肩書きを言わなくてよい会だと、行きやすいです。',
	},
	{
		issue: 'eighty-fifty',
		after: 11,
		who: 'org:NPO法人 こもれび',
		body: '家族の会に来られる方は、ほんの一部です。来られない方に、どう届けるかを考えています。',
	},
	{
		issue: 'eighty-fifty',
		after: 29,
		who: 'resident21',
		alias: '妹',
		body: '家族のことを話しても、責められないとわかるまでに十年かかりました。',
	},
	{
		issue: 'eighty-fifty',
		after: 50,
		who: 'resident11',
		alias: '通りがかり',
		body: '働かない人を甘やかす話にしか聞こえません。',
		then: 'hidden',
	},
	{
		issue: 'double-care',
		after: 10,
		who: 'saegusa',
		alias: 'みなもの一人',
		body: '二つの窓口で同じ話をするのが、一番つらかったです。一度で済むと、その分眠れます。',
	},
	{
		issue: 'double-care',
		after: 25,
		who: 'org:ダブルケアカフェ みなも',
		body: '話せる場はできました。次は、一日だけでも休める仕組みを考えたいです。',
	},
	{
		issue: 'foreign-roots',
		after: 8,
		who: 'ro',
		alias: 'メイリン',
		body: 'がっこうの てがみ、えが あると わかります。ふりがなも ほしいです。',
	},
	{
		issue: 'foreign-roots',
		after: 21,
		who: 'org:NPO法人Tom&ともに',
		body: '手紙を短く書き直すと、日本語が母語の方にも読みやすいと言われます。',
	},
	{
		issue: 'dementia',
		after: 13,
		who: 'resident16',
		alias: '店をしています',
		body: 'お客さまのことを、どこに相談してよいのかわかりませんでした。一枚の紙に書いてあると助かります。',
	},
	{
		issue: 'dementia',
		after: 37,
		who: 'org:NPO法人 ひだまりカフェ',
		body: '店の方に向けた講座を、もう一度開きます。30分だけの短い会です。',
	},
	{
		issue: 'disaster',
		after: 9,
		who: 'resident23',
		alias: '車いすで',
		body: '助けてもらうだけでなく、知らせる役ならできます。訓練に参加したいです。',
	},
	{
		issue: 'disaster',
		after: 30,
		who: 'org:水見町会',
		body: '訓練の知らせを、町会に入っていない方にも配る方法を考えています。',
	},
	{
		issue: 'food-poverty',
		after: 12,
		who: 'org:髙﨑ひなた子ども食堂',
		body: '長い休みの前になると、持ち帰りの希望が増えます。',
	},
	{
		issue: 'food-poverty',
		after: 40,
		who: 'resident9',
		alias: '',
		body: '知り合いに会わずに受け取れる時間があるとよいです。',
	},
	{
		issue: 'bearers',
		after: 6,
		who: 'worker',
		alias: '区内で働く人',
		body: '夜の7時からなら、月に一度手伝えます。',
	},
	{
		issue: 'bearers',
		after: 28,
		who: 'student',
		alias: '学生',
		body: '一回だけの手伝いから始められると、友だちも誘えます。',
	},
	{
		issue: 'school-refusal',
		after: 12,
		who: 'resident26',
		alias: '親の一人',
		body: '学校を責めたいのではありません。昼間に居られる所を、一緒に考えてほしいです。',
	},
	{
		issue: 'school-refusal',
		after: 31,
		who: 'org:NPO法人 灯りの輪',
		body: '午前中に部屋を開けることはできます。見ていてくださる方を探しています。',
	},
	{
		issue: 'smartphone',
		after: 9,
		who: 'org:スマホ教え隊',
		body: '教室で学んでも、家で忘れてしまう方が多いです。近所で聞ける人をふやしたいです。',
	},
	{
		issue: 'smartphone',
		after: 40,
		who: 'resident28',
		alias: '電話派',
		body: '電話でも申し込めると書いてあるだけで、安心します。',
		then: 'withdrawn',
	},
	{
		issue: 'young-carer',
		after: 15,
		who: 'org:蒼浜区立水見中学校',
		body: '本人が話したいときに話せるよう、待つことも大切にしています。',
	},
	{
		issue: 'young-carer',
		after: 48,
		who: 'resident30',
		alias: '',
		body: 'うちの近所の小学5年生の子も、毎日買い物をしています。担任は山本先生です。',
	},
	{
		issue: 'rubbish',
		after: 10,
		who: 'org:辻󠄀本たすけ隊',
		body: '電球の交換は、15分ほどで終わります。ほかの地区でも、仲間がいれば伺えます。',
	},
	{
		issue: 'rubbish',
		after: 62,
		who: 'resident11',
		alias: '通りがかり',
		body: 'ごみくらい自分で出せないなら、施設に入ればよいと思います。',
		then: 'reported',
	},
	{
		issue: 'bathhouse',
		after: 7,
		who: 'resident32',
		alias: '番台の前で',
		body: '湯上がりのベンチで、いろいろな話をしました。ああいう場所が、また一つできるとよいです。',
	},
];

export const hiddenReason =
	'事情のある方を一まとめにして責めることばが含まれていたため、見えないようにしました。';
export const keptReason = '厳しい意見ですが、個人を傷つけるものではないため、このままにします。';
