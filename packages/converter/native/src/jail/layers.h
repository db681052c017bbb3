#pragma once
#include <string>
#include <vector>

namespace press {

/// The layers of the jail. Each can be left out, so that a test can show what it prevents.
enum class Layer { landlock, userIds, systemCalls, limits, environment, descriptors };

inline constexpr Layer allLayers[] = {Layer::landlock, Layer::userIds,     Layer::systemCalls,
                                      Layer::limits,   Layer::environment, Layer::descriptors};

const char* nameOf(Layer layer);

/// A set of layers.
class Layers {
 public:
  /// Ignores unknown names.
  static Layers named(const std::vector<std::string>& names);
  bool has(Layer layer) const { return (bits_ & bit(layer)) != 0; }
  void add(Layer layer) { bits_ |= bit(layer); }
  void remove(Layer layer) { bits_ &= ~bit(layer); }
  std::vector<std::string> names() const;
  /// The layers without which a document could reach what is not its own. Landlock or user ids alone protect files.
  Layers missing() const;

 private:
  static unsigned bit(Layer layer) { return 1u << static_cast<unsigned>(layer); }
  unsigned bits_ = 0;
};

}  // namespace press
