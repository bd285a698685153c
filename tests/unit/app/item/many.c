/* SPDX-License-Identifier: Apache-2.0 */
#include "tests/unit/app/item/many.h"

#include <fcntl.h>
#include <jansson.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "app/item/item.h"

struct part {
    const char *text, *spelled;
};

static const struct part places[] = {
    {"", ""},
    {"城镇职工", "cheng zhen zhi gong"},
    {"城乡居民", "cheng xiang ju min"},
    {"灵活就业人员", "ling huo jiu ye ren yuan"},
    {"退休人员", "tui xiu ren yuan"},
    {"个体工商户", "ge ti gong shang hu"},
    {"残疾人", "can ji ren"},
    {"高校毕业生", "gao xiao bi ye sheng"},
    {"退役军人", "tui yi jun ren"},
    {"外来务工人员", "wai lai wu gong ren yuan"},
    {"未成年人", "wei cheng nian ren"},
    {"老年人", "lao nian ren"},
};

static const struct {
    struct part part;
    struct part dept;
} things[] = {
    {{"养老保险参保", "yang lao bao xian can bao"}, {"社会保险中心", "she hui bao xian zhong xin"}},
    {{"失业保险待遇", "shi ye bao xian dai yu"}, {"社会保险中心", "she hui bao xian zhong xin"}},
    {{"社会保障卡", "she hui bao zhang ka"},
     {"人力资源和社会保障局", "ren li zi yuan he she hui bao zhang ju"}},
    {{"就业创业证", "jiu ye chuang ye zheng"},
     {"人力资源和社会保障局", "ren li zi yuan he she hui bao zhang ju"}},
    {{"异地就医", "yi di jiu yi"}, {"医疗保障局", "yi liao bao zhang ju"}},
    {{"生育津贴", "sheng yu jin tie"}, {"医疗保障局", "yi liao bao zhang ju"}},
    {{"门诊慢特病", "men zhen man te bing"}, {"医疗保障局", "yi liao bao zhang ju"}},
    {{"住房公积金", "zhu fang gong ji jin"},
     {"住房公积金管理中心", "zhu fang gong ji jin guan li zhong xin"}},
    {{"不动产登记", "bu dong chan deng ji"}, {"自然资源局", "zi ran zi yuan ju"}},
    {{"户口迁移", "hu kou qian yi"}, {"公安局", "gong an ju"}},
    {{"居住证", "ju zhu zheng"}, {"公安局", "gong an ju"}},
    {{"机动车驾驶证", "ji dong che jia shi zheng"},
     {"公安局交通警察支队", "gong an ju jiao tong jing cha zhi dui"}},
    {{"无犯罪记录", "wu fan zui ji lu"}, {"公安局", "gong an ju"}},
    {{"最低生活保障", "zui di sheng huo bao zhang"}, {"民政局", "min zheng ju"}},
    {{"高龄津贴", "gao ling jin tie"}, {"民政局", "min zheng ju"}},
    {{"婚姻登记", "hun yin deng ji"}, {"民政局", "min zheng ju"}},
    {{"个人所得税纳税", "ge ren suo de shui na shui"}, {"税务局", "shui wu ju"}},
    {{"发票领用", "fa piao ling yong"}, {"税务局", "shui wu ju"}},
    {{"营业执照", "ying ye zhi zhao"}, {"市场监督管理局", "shi chang jian du guan li ju"}},
    {{"食品经营许可", "shi pin jing ying xu ke"},
     {"市场监督管理局", "shi chang jian du guan li ju"}},
    {{"义务教育入学", "yi wu jiao yu ru xue"}, {"教育局", "jiao yu ju"}},
    {{"公共租赁住房", "gong gong zu lin zhu fang"},
     {"住房和城乡建设局", "zhu fang he cheng xiang jian she ju"}},
    {{"农机购置补贴", "nong ji gou zhi bu tie"}, {"农业农村局", "nong ye nong cun ju"}},
    {{"法律援助", "fa lv yuan zhu"}, {"司法局", "si fa ju"}},
};

static const struct part acts[] = {
    {"证明", "zheng ming"},
    {"查询", "cha xun"},
    {"登记", "deng ji"},
    {"变更", "bian geng"},
    {"申请", "shen qing"},
    {"备案", "bei an"},
    {"注销", "zhu xiao"},
    {"补办", "bu ban"},
    {"换领", "huan ling"},
    {"续期", "xu qi"},
    {"转移接续", "zhuan yi jie xu"},
    {"年度审核", "nian du shen he"},
    {"资格认证", "zi ge ren zheng"},
    {"缴费", "jiao fei"},
    {"信息核对", "xin xi he dui"},
    {"预约", "yu yue"},
    {"提取", "ti qu"},
    {"待遇核定", "dai yu he ding"},
    {"补贴发放", "bu tie fa fang"},
    {"异议处理", "yi yi chu li"},
};

_Static_assert(ARRAY_LEN(places) * ARRAY_LEN(things) * ARRAY_LEN(acts) == MANY_MOST, "all of them");

void many_make(size_t n, struct many *ret_item)
{
    /* Neighbours differ in all parts, so that the order of files is not the order of names. */
    size_t k = n * 2027 % MANY_MOST;
    const struct part *place = &places[k % ARRAY_LEN(places)];
    size_t thing = k / ARRAY_LEN(places) % ARRAY_LEN(things);
    const struct part *act = &acts[k / ARRAY_LEN(places) / ARRAY_LEN(things)];
    struct many m = {0};
    snprintf(m.task_code, sizeof m.task_code, "11140802MB%07zuK4442036007000", n);
    snprintf(m.name, sizeof m.name, "%s%s%s", place->text, things[thing].part.text, act->text);
    snprintf(m.spelled, sizeof m.spelled, "%s%s%s %s", place->spelled, *place->spelled ? " " : "",
             things[thing].part.spelled, act->spelled);
    snprintf(m.dept, sizeof m.dept, "盐湖区%s", things[thing].dept.text);
    snprintf(m.dept_spelled, sizeof m.dept_spelled, "yan hu qu %s", things[thing].dept.spelled);
    size_t out = 0;
    for (const char *p = m.spelled; *p && out < sizeof m.initials - 1; p++)
        if (p == m.spelled || p[-1] == ' ')
            m.initials[out++] = *p;
    *ret_item = m;
}

static bool change(json_t *root, size_t n)
{
    struct many m;
    many_make(n, &m);
    json_t *tile = json_object_get(root, "tile");
    return json_object_set_new(root, "task_code", json_string(m.task_code)) == 0 &&
           json_object_set_new(root, "task_name", json_string(m.name)) == 0 &&
           json_object_set_new(root, "pinyin", json_pack("[s]", m.initials)) == 0 &&
           json_object_set_new(root, "pinyin_full", json_pack("[s]", m.spelled)) == 0 &&
           json_object_set_new(root, "dept_name", json_string(m.dept)) == 0 &&
           json_object_set_new(root, "dept_name_en", json_string("District office")) == 0 &&
           json_object_set_new(root, "dept_pinyin", json_string(m.dept_spelled)) == 0 &&
           json_object_set_new(tile, "order", json_integer((json_int_t)(n % 1000))) == 0;
}

static enum err write_one(const char *directory, json_t *root, size_t n)
{
    char path[512];
    const struct timespec yesterday[2] = {{.tv_sec = time(NULL) - 86400},
                                          {.tv_sec = time(NULL) - 86400}};
    snprintf(path, sizeof path, "%s/item-%04zu.json", directory, n);
    if (!change(root, n))
        return ERR_FORMAT;
    if (json_dump_file(root, path, JSON_INDENT(2)) != 0 ||
        utimensat(AT_FDCWD, path, yesterday, 0) != 0)
        return ERR_DISK;
    return ERR_NONE;
}

enum err many_write(const char *directory, const char *like, size_t count)
{
    json_t *root = json_load_file(like, 0, NULL);
    enum err e = root ? ERR_NONE : ERR_ABSENT;
    for (size_t n = 0; n < count && e == ERR_NONE; n++)
        e = write_one(directory, root, n);
    json_decref(root);
    return e;
}
