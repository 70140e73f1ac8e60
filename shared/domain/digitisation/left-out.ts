/**
 * Why a component is not digitised, and no other reason counts (khoản 2 Điều 5 Thông tư 03/2025/TT-VPCP): it was filed electronically, it only
 * has to be shown, it is a result of verification or an opinion of another body, it is secret.
 */
export const LEFT_OUT_REASONS = ['filed-online', 'only-shown', 'opinion', 'secret'] as const;
