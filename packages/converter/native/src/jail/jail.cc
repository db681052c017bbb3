#include "jail.h"

#include <algorithm>
#include <csignal>
#include <sys/prctl.h>
#include <unistd.h>

#include "descriptors.h"
#include "user.h"

namespace press {

int usableLandlockAbi(int highest) { return highest > 0 ? std::min(landlockAbi(), highest) : landlockAbi(); }

Layers availableLayers(int landlockAbi, unsigned userId, const Layers& without) {
  Layers layers;
  for (Layer layer : allLayers)
    if (!without.has(layer)) layers.add(layer);
  if (landlockAbi == 0) layers.remove(Layer::landlock);
  if (!hasSeccomp()) layers.remove(Layer::systemCalls);
  if (!canChangeUser() || userId == 0) layers.remove(Layer::userIds);
  return layers;
}

const char* enterJail(const JailPlan& plan) {
  const Layers& layers = plan.layers;
  bool hasOwnUser = layers.has(Layer::userIds);
  if (layers.has(Layer::descriptors) && !leaveDescriptors(plan.keptDescriptors)) return nameOf(Layer::descriptors);
  if (layers.has(Layer::environment) && !emptyEnvironment(plan.environment)) return nameOf(Layer::environment);
  if (layers.has(Layer::limits) && !enterLimits(plan.limits, hasOwnUser)) return nameOf(Layer::limits);
  if (!becomeUser(hasOwnUser ? plan.userId : 0)) return nameOf(Layer::userIds);
  // Only now, because becoming another user undoes it. A mother that died before is noticed by her absence.
  if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != plan.motherId) return "mother";
  // Landlock and seccomp ask for this; it also takes the meaning from every set-user-id file.
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return nameOf(Layer::systemCalls);
  if (layers.has(Layer::landlock) && !enterLandlock(plan.landlockAbi, plan.files)) return nameOf(Layer::landlock);
  // Nobody of the same user may look into this process. Becoming another user undoes that, too.
  if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) return nameOf(Layer::systemCalls);
  if (layers.has(Layer::systemCalls) && !enterSeccomp(plan.inmate, plan.refusedCalls)) return nameOf(Layer::systemCalls);
  return nullptr;
}

}  // namespace press
