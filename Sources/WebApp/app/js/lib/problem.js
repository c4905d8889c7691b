// A refusal in words that help; the server's own detail where we have none.
import { has, t } from './i18n.js';

export const explain = (problem) => {
  for (const key of [problem.rule, problem.code]) {
    if (key && has(`problem.${key}`)) return t(`problem.${key}`);
  }
  return problem.detail || t('problem.unknown');
};
