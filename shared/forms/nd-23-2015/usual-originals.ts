/** A paper that is often brought, with the letters by which a clerk calls it; any other name is typed. */
export interface UsualPaper {
  title: string;
  letters: string;
}

/** What citizens bring most to have their signature or a transaction certified. */
export const USUAL_ACT_PAPERS: readonly UsualPaper[] = [
  { letters: 'uq', title: 'Giấy ủy quyền' },
  { letters: 'll', title: 'Sơ yếu lý lịch' },
  { letters: 'cd', title: 'Giấy cam đoan' },
  { letters: 'ck', title: 'Bản cam kết' },
  { letters: 'dn', title: 'Đơn đề nghị' },
  { letters: 'bd', title: 'Bản dịch' },
  { letters: 'cn', title: 'Hợp đồng chuyển nhượng quyền sử dụng đất' },
  { letters: 'tc', title: 'Hợp đồng tặng cho quyền sử dụng đất' },
  { letters: 'tch', title: 'Hợp đồng thế chấp quyền sử dụng đất' },
  { letters: 'hduq', title: 'Hợp đồng ủy quyền' },
  { letters: 'mbx', title: 'Hợp đồng mua bán xe' },
  { letters: 'dc', title: 'Di chúc' },
  { letters: 'pc', title: 'Văn bản phân chia di sản' },
  { letters: 'tcn', title: 'Văn bản từ chối nhận di sản' },
];

/** What citizens bring most to have copied. */
export const USUAL_ORIGINALS: readonly UsualPaper[] = [
  { letters: 'cc', title: 'Căn cước công dân' },
  { letters: 'tcc', title: 'Thẻ căn cước' },
  { letters: 'ks', title: 'Giấy khai sinh' },
  { letters: 'kh', title: 'Giấy chứng nhận kết hôn' },
  { letters: 'kt', title: 'Giấy khai tử' },
  { letters: 'hn', title: 'Giấy xác nhận tình trạng hôn nhân' },
  { letters: 'thpt', title: 'Bằng tốt nghiệp trung học phổ thông' },
  { letters: 'dh', title: 'Bằng tốt nghiệp đại học' },
  { letters: 'cd', title: 'Bằng tốt nghiệp cao đẳng' },
  { letters: 'bd', title: 'Bảng điểm học tập' },
  { letters: 'hb', title: 'Học bạ' },
  { letters: 'cchi', title: 'Chứng chỉ' },
  { letters: 'qsd', title: 'Giấy chứng nhận quyền sử dụng đất' },
  { letters: 'hd', title: 'Hợp đồng' },
  { letters: 'dkkd', title: 'Giấy chứng nhận đăng ký hộ kinh doanh' },
  { letters: 'gplx', title: 'Giấy phép lái xe' },
  { letters: 'dkx', title: 'Giấy đăng ký xe' },
  { letters: 'hc', title: 'Hộ chiếu' },
  { letters: 'bhyt', title: 'Thẻ bảo hiểm y tế' },
  { letters: 'qd', title: 'Quyết định' },
];
