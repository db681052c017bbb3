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
  if (layers.has(Layer::descriptors) && !replaceDescriptors(plan.keptDescriptors)) return nameOf(Layer::descriptors);
  if (layers.has(Layer::environment) && !removeUnexpectedVariables(plan.environment)) return nameOf(Layer::environment);
  if (layers.has(Layer::limits) && !enterLimits(plan.limits, hasOwnUser)) return nameOf(Layer::limits);
  if (!becomeUser(hasOwnUser ? plan.userId : 0)) return nameOf(Layer::userIds);
  // Only now, because becoming another user clears it. If the parent has died before, this process has another parent.
  if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != plan.parentId) return "parent";
  // Landlock and seccomp require this. It also disables set-user-id files.
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return nameOf(Layer::systemCalls);
  if (layers.has(Layer::landlock) && !enterLandlock(plan.landlockAbi, plan.files)) return nameOf(Layer::landlock);
  // Keeps other processes of the same user from reading this one. Becoming another user clears this, too.
  if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) return nameOf(Layer::systemCalls);
  if (layers.has(Layer::systemCalls) && !enterSeccomp(plan.seccompProfile, plan.refusedCalls)) return nameOf(Layer::systemCalls);
  return nullptr;
}

}  // namespace press
