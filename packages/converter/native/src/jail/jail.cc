#include "jail.h"

#include <csignal>
#include <sys/prctl.h>
#include <unistd.h>

#include "descriptors.h"
#include "environment.h"
#include "landlock.h"
#include "seccomp.h"
#include "user.h"

namespace press {

const char* enterJail(const JailPlan& plan) {
  const Layers& layers = plan.layers;
  bool hasOwnUser = layers.has(Layer::userIds);
  if (layers.has(Layer::descriptors) && !leaveDescriptors(plan.keptDescriptors)) return nameOf(Layer::descriptors);
  if (layers.has(Layer::environment) && !emptyEnvironment()) return nameOf(Layer::environment);
  if (layers.has(Layer::limits) && !enterLimits(plan.limits, hasOwnUser)) return nameOf(Layer::limits);
  if (!becomeUser(hasOwnUser ? plan.userId : 0)) return nameOf(Layer::userIds);
  // Only now, because becoming another user undoes it. A mother that died before is noticed by her absence.
  if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != plan.motherId) return "mother";
  // Landlock and seccomp ask for this; it also takes the meaning from every set-user-id file.
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return nameOf(Layer::systemCalls);
  LandlockRules rules;
  rules.own = {"."};
  rules.readable = plan.readable;
  if (layers.has(Layer::landlock) && !enterLandlock(plan.landlockAbi, rules)) return nameOf(Layer::landlock);
  // Nobody of the same user may look into this process. Becoming another user undoes that, too.
  if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) return nameOf(Layer::systemCalls);
  if (layers.has(Layer::systemCalls) && !enterSeccomp(Inmate::child)) return nameOf(Layer::systemCalls);
  return nullptr;
}

}  // namespace press
